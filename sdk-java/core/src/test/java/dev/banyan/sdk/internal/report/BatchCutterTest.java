package dev.banyan.sdk.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Operation;
import dev.banyan.sdk.internal.TestSettings;
import dev.banyan.sdk.internal.kit.FakePlatform;
import dev.banyan.sdk.internal.kit.JsonText;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Tally;
import dev.banyan.sdk.internal.route.Outcomes;
import dev.banyan.sdk.internal.route.RouteOutcomes;
import dev.banyan.sdk.internal.route.RouteStates;
import dev.banyan.wire.Json;
import dev.banyan.wire.LatencyBuckets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchCutterTest {
    private final FakePlatform platform = new FakePlatform();
    private final Tally tally = new Tally();
    private final Outcomes outcomes = new Outcomes(tally);
    private final RouteStates routes = TestSettings.routes(outcomes, platform);
    private final BatchCutter cutter = new BatchCutter(outcomes, routes, settings());

    @Test
    void each_call_is_in_the_bucket_of_its_latency() {
        record("orders.get", Operation.READ, false, Duration.ofMillis(2));
        record("orders.get", Operation.READ, true, Duration.ofMillis(2));
        record("orders.get", Operation.READ, false, Duration.ofHours(1));
        record("orders.get", Operation.READ, false, Duration.ofNanos(-5));

        Map<?, ?> row = rows(json(cutter.cut())).get(0);

        assertThat(row.get("calls")).isEqualTo(4L);
        assertThat(row.get("errors")).isEqualTo(1L);
        assertThat(row.get("latency"))
                .isEqualTo(List.of(
                        List.of(0L, 1L),
                        List.of((long) LatencyBuckets.index(2_000), 2L),
                        List.of(LatencyBuckets.COUNT - 1L, 1L)));
    }

    @Test
    void a_batch_says_which_time_it_covers_and_counts_on() {
        assertThat(rows(json(cutter.cut())))
                .as("of a process that has done nothing yet")
                .isEmpty();
        platform.pass(3_000);
        assertThat(cutter.cut()).isNull();
        long start = platform.wallMillis();
        platform.pass(1_000);
        record("a", Operation.READ, false, Duration.ZERO);
        Map<?, ?> first = json(cutter.cut());
        record("a", Operation.READ, false, Duration.ZERO);
        Map<?, ?> second = json(cutter.cut());

        assertThat(first.get("start")).isEqualTo(Instant.ofEpochMilli(start).toString());
        assertThat(first.get("millis")).isEqualTo(1_000L);
        assertThat(second.get("millis")).isEqualTo(0L);
        assertThat((Long) second.get("sequence")).isEqualTo((Long) first.get("sequence") + 1);
    }

    @Test
    void numbers_of_a_later_process_with_the_same_name_are_higher() {
        record("a", Operation.READ, false, Duration.ZERO);
        long earlier = (Long) json(cutter.cut()).get("sequence");
        platform.pass(10);
        BatchCutter restarted = new BatchCutter(outcomes, routes, settings());
        record("a", Operation.READ, false, Duration.ZERO);
        assertThat((Long) json(restarted.cut()).get("sequence")).isGreaterThan(earlier);
    }

    @Test
    void a_round_of_many_rows_becomes_several_batches() {
        for (int i = 0; i < 1_200; i++) {
            record("r" + i, Operation.READ, false, Duration.ZERO);
        }
        List<Batch> batches = new ArrayList<>();
        do {
            batches.add(cutter.cut());
        } while (cutter.inRound());
        assertThat(batches).hasSize(3);
        assertThat(batches.stream().mapToLong(Batch::calls).sum()).isEqualTo(1_200);
        assertThat(batches).allMatch(batch -> rows(json(batch)).size() <= BatchCutter.MOST_ROWS);
        assertThat(cutter.cut()).isNull();
    }

    @Test
    void wide_histograms_do_not_make_a_batch_too_large_for_the_server() {
        for (int i = 0; i < 400; i++) {
            RouteOutcomes route = routes.of("r" + i).outcomes();
            for (int bucket = 0; bucket < LatencyBuckets.COUNT; bucket++) {
                route.record(Stage.LIVE, Side.NEW, Operation.READ, false, LatencyBuckets.lowerBound(bucket) * 1_000);
            }
        }
        long calls = 0;
        do {
            Batch batch = cutter.cut();
            calls += batch.calls();
            assertThat(batch.json()).hasSizeLessThan(600_000);
        } while (cutter.inRound());
        assertThat(calls).isEqualTo(400L * LatencyBuckets.COUNT);
    }

    @Test
    void cells_are_bounded_and_what_does_not_fit_is_counted() {
        int routes = Outcomes.MOST_CELLS + 100;
        for (int i = 0; i < routes; i++) {
            record("r" + i, Operation.READ, false, Duration.ZERO);
        }
        assertThat(tally.droppedOutcomes.sum()).isEqualTo(100);
        assertThat(json(cutter.cut()).get("dropped")).isEqualTo(100L);
        record("r0", Operation.READ, false, Duration.ZERO);
        assertThat(json(cutter.cut()).get("dropped")).isEqualTo(0L);
    }

    @Test
    void a_text_that_is_no_route_key_gets_no_counters() {
        assertThat(outcomes.of("Not A Key")).isNull();
        assertThat(outcomes.of("")).isNull();
        assertThat(outcomes.of(null)).isNull();
        assertThat(outcomes.of("-a")).isNull();
        assertThat(outcomes.of("a".repeat(64))).isNull();
        assertThat(outcomes.of("a.b_c-9")).isNotNull();
    }

    @Test
    void errors_never_outnumber_calls_whenever_it_is_cut() throws InterruptedException {
        RouteOutcomes route = routes.of("orders.get").outcomes();
        Thread caller = new Thread(() -> {
            for (int i = 0; i < 300_000; i++) {
                route.record(Stage.LIVE, Side.NEW, Operation.READ, true, i);
            }
        });
        caller.start();
        long calls = 0;
        while (caller.isAlive()) {
            calls += checked(cutter.cut());
        }
        caller.join();
        assertThat(calls + checked(cutter.cut())).isEqualTo(300_000);
    }

    @Test
    void text_is_written_so_that_it_reads_back() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(10, 0, 0x300).forEach(c -> text.append((char) c));
            text.append("\uD83C\uDF33\"\\");
            byte[] json = new JsonText().string(text.toString()).utf8();
            assertThat(Json.read(json)).isEqualTo(text.toString());
        }
        assertThat(new JsonText().string("\uD83C").text()).isEqualTo("\"\\ud83c\"");
    }

    private static long checked(Batch batch) {
        if (batch == null || batch.calls() == 0) {
            return 0;
        }
        Map<?, ?> row = rows(json(batch)).get(0);
        assertThat((Long) row.get("errors")).isLessThanOrEqualTo((Long) row.get("calls"));
        return batch.calls();
    }

    private void record(String route, Operation operation, boolean error, Duration elapsed) {
        routes.of(route).outcomes().record(Stage.LIVE, Side.NEW, operation, error, elapsed.toNanos());
    }

    private Settings settings() {
        return TestSettings.of(platform, "http://127.0.0.1:1", null);
    }

    private static Map<?, ?> json(Batch batch) {
        return (Map<?, ?>) Json.read(batch.json());
    }

    private static List<Map<?, ?>> rows(Map<?, ?> batch) {
        return ((List<?>) batch.get("outcomes"))
                .stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList();
    }
}
