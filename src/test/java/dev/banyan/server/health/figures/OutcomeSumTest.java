package dev.banyan.server.health.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeSumTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final OutcomeSum sum = new OutcomeSum();

    @Test
    void a_block_says_since_when_the_earliest_of_it_was_counted() {
        add(NOON.plusMillis(1_300), Duration.ofMillis(1_000));
        add(NOON.plusMillis(1_500), Duration.ofMillis(1_900));
        add(NOON.plusMillis(900), Duration.ofMillis(200));

        assertThat(sum.blocks()).singleElement().satisfies(block -> {
            assertThat(block.from()).isEqualTo(NOON);
            assertThat(block.since()).isEqualTo(NOON.minusMillis(400));
            assertThat(block.cells().get(0).calls()).isEqualTo(30);
        });
    }

    @Test
    void nobody_knows_when_in_a_long_window_something_happened() {
        add(NOON.plusSeconds(10), Duration.ofSeconds(10));

        assertThat(sum.blocks())
                .hasSize(10)
                .allSatisfy(block -> assertThat(block.since()).isEqualTo(NOON));
    }

    @Test
    void a_batch_of_many_routes_and_a_long_time_becomes_boundedly_many_places_and_loses_nothing() {
        OutcomeCell cell = OutcomeCellBuilder.builder()
                .stage(Stage.OFF)
                .side(Side.LEGACY)
                .operation("call")
                .calls(1_000)
                .errors(7)
                .errorKinds(Map.of())
                .latency(new long[][] {{700, 1_000}})
                .build();
        Map<String, RouteFigures> routes = IntStream.range(0, 500)
                .boxed()
                .collect(Collectors.toMap(route -> "route-" + route, route -> RouteFigures.of(List.of(cell))));

        sum.add(7, new Window(NOON, Duration.ofDays(3)), routes);

        assertThat(sum.size()).isEqualTo(20_000);
        assertThat(sum.blocks().stream()
                        .flatMap(block -> block.cells().stream())
                        .mapToLong(OutcomeCell::calls)
                        .sum())
                .isEqualTo(500_000);
    }

    @Test
    void what_is_too_old_for_a_grain_is_left_out_of_it_alone() {
        assertThat(sum.isEmpty()).isTrue();
        add(NOON, Duration.ZERO);
        add(NOON.plusSeconds(1), Duration.ZERO);

        Instant soon = NOON.plus(Duration.ofMinutes(5));
        Instant late = NOON.plus(Duration.ofHours(2));
        assertThat(sum.isEmpty()).isFalse();
        assertThat(sum.by(Resolution.SECOND, Duration.ofHours(1), soon).keySet())
                .extracting(OutcomeSum.Place::at)
                .containsExactly(NOON, NOON.plusSeconds(1));
        assertThat(sum.by(Resolution.SECOND, Duration.ofHours(1), late)).isEmpty();
        assertThat(sum.by(Resolution.MINUTE, Duration.ofDays(8), late).values())
                .singleElement()
                .satisfies(both -> assertThat(both.cells().get(0).calls()).isEqualTo(20));
    }

    private void add(Instant end, Duration length) {
        OutcomeCell cell = OutcomeCellBuilder.builder()
                .stage(Stage.OFF)
                .side(Side.LEGACY)
                .operation("call")
                .calls(10)
                .errors(0)
                .errorKinds(Map.of())
                .latency(new long[][] {{700, 10}})
                .build();
        sum.add(7, new Window(end, length), Map.of("orders.get", RouteFigures.of(List.of(cell))));
    }
}
