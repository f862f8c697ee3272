package dev.banyan.server.health.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Instant END = Instant.parse("2026-01-01T12:00:00.400Z");

    @Test
    void a_short_window_belongs_to_the_second_of_its_middle() {
        assertThat(seconds(Duration.ZERO)).containsExactly(Instant.parse("2026-01-01T12:00:00Z"));
        assertThat(seconds(Duration.ofSeconds(1))).containsExactly(Instant.parse("2026-01-01T11:59:59Z"));
        assertThat(seconds(Duration.ofSeconds(2))).containsExactly(Instant.parse("2026-01-01T11:59:59Z"));
    }

    @Test
    void a_long_window_has_a_part_in_each_of_its_seconds() {
        assertThat(seconds(Duration.ofSeconds(4)))
                .containsExactlyInAnyOrder(
                        Instant.parse("2026-01-01T11:59:56Z"),
                        Instant.parse("2026-01-01T11:59:57Z"),
                        Instant.parse("2026-01-01T11:59:58Z"),
                        Instant.parse("2026-01-01T11:59:59Z"));
    }

    @Test
    void a_window_of_days_makes_no_more_parts_than_one_of_ten_minutes() {
        Set<Instant> seconds = seconds(Duration.ofDays(3));

        assertThat(seconds).hasSize(Window.MOST_PARTS);
        assertThat(seconds).allMatch(second -> second.isAfter(END.minus(Duration.ofDays(3))) && second.isBefore(END));
    }

    @Test
    void every_part_has_its_place() {
        for (int parts = 1; parts <= Window.MOST_PARTS; parts++) {
            boolean[] taken = new boolean[parts];
            for (int rank = 0; rank < parts; rank++) {
                taken[Window.place(rank, parts)] = true;
            }
            for (boolean place : taken) {
                assertThat(place).isTrue();
            }
        }
    }

    @Test
    void few_calls_of_a_long_window_lie_far_apart() {
        int[] places = {Window.place(0, 60), Window.place(1, 60), Window.place(2, 60)};
        Arrays.sort(places);

        assertThat(places[1] - places[0]).isGreaterThan(10);
        assertThat(places[2] - places[1]).isGreaterThan(10);
    }

    @Test
    void all_parts_together_are_the_whole_and_no_part_contradicts_itself() {
        Random random = new Random(11);
        for (int run = 0; run < 200; run++) {
            RouteFigures whole = figures(random);
            RouteFigures sum = RouteFigures.NONE;
            int parts = 1 + random.nextInt(50);
            for (int rank = 0; rank < parts; rank++) {
                RouteFigures part = whole.share(new Apportionment(rank, parts));
                part.cells().forEach(WindowTest::requireSound);
                PairCounts pairs = part.pairs();
                assertThat(pairs.onlyLegacyFailed() + pairs.onlyNewFailed() + pairs.bothFailed())
                        .isLessThanOrEqualTo(pairs.pairs());
                assertThat(part.mismatched()).isLessThanOrEqualTo(part.compared());
                sum = sum.plus(part);
            }
            assertThat(sum).usingRecursiveComparison().isEqualTo(whole);
        }
    }

    private static void requireSound(OutcomeCell cell) {
        assertThat(cell.errors()).isLessThanOrEqualTo(cell.calls());
        assertThat(Arrays.stream(cell.latency()).mapToLong(pair -> pair[1]).sum())
                .isEqualTo(cell.calls());
        assertThat(cell.errorKinds().values().stream().mapToLong(count -> count).sum())
                .isLessThanOrEqualTo(cell.errors());
    }

    private static RouteFigures figures(Random random) {
        long[][] latency = LongStream.range(0, 1 + random.nextInt(20))
                .mapToObj(bucket -> new long[] {bucket * 7, 1 + random.nextInt(30)})
                .toArray(long[][]::new);
        long calls = Arrays.stream(latency).mapToLong(pair -> pair[1]).sum();
        long errors = (long) (random.nextDouble() * calls);
        Map<String, Long> kinds = new TreeMap<>(Map.of("IOException", 1 + errors / 3, "Timeout", 1 + errors / 5));
        OutcomeCell cell = OutcomeCellBuilder.builder()
                .stage(Stage.LIVE)
                .side(Side.NEW)
                .operation("read")
                .calls(calls)
                .errors(errors)
                .errorKinds(errors < 3 ? Map.of() : kinds)
                .latency(latency)
                .build();
        long failed = random.nextInt(20);
        PairCounts pairs = new PairCounts(3 * failed + random.nextInt(50), failed, failed, failed);
        return RouteFiguresBuilder.builder()
                .cells(List.of(cell))
                .pairs(pairs)
                .compared(40 + failed)
                .mismatched(failed)
                .breakerOpenings(failed)
                .events(Map.of("cart.empty", new EventCount(failed, 7)))
                .missingKeys(3)
                .learning(failed)
                .build();
    }

    private static Set<Instant> seconds(Duration length) {
        Set<Instant> seconds = new HashSet<>();
        new Window(END, length).spread(Window.MOST_PARTS, (second, share) -> seconds.add(second));
        return seconds;
    }
}
