package dev.banyan.sdk.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Operation;
import dev.banyan.sdk.internal.kit.ErrorKinds;
import dev.banyan.sdk.internal.kit.JsonText;
import dev.banyan.sdk.internal.kit.Tally;
import dev.banyan.wire.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Kinds of errors, pairs and events of one route: bounded, and each counted once. */
class RouteOutcomesTest {
    private final RouteOutcomes route = new Outcomes(new Tally()).of("orders.get");

    @Test
    void an_error_has_the_kind_that_it_was_recorded_with() {
        fail(Side.NEW, "SocketTimeoutException", 2);
        fail(Side.NEW, null, 3);
        fail(Side.LEGACY, "refused", 1);
        route.record(Stage.LIVE, Side.NEW, Operation.READ, false, 0, "of no error");

        assertThat(kinds())
                .isEqualTo(Map.of("NEW", Map.of("SocketTimeoutException", 2L), "LEGACY", Map.of("refused", 1L)));
        assertThat(kinds()).isEmpty();
    }

    @Test
    void a_side_has_four_kinds_and_all_others_are_other() {
        for (int i = 0; i < 10; i++) {
            fail(Side.NEW, "Kind" + i, 1);
        }

        assertThat(kinds().get("NEW"))
                .isEqualTo(Map.of("Kind0", 1L, "Kind1", 1L, "Kind2", 1L, "Kind3", 1L, "other", 6L));
    }

    @Test
    void a_kind_that_is_silent_makes_room_for_a_new_one() {
        for (int i = 0; i < ErrorKinds.MOST; i++) {
            fail(Side.NEW, "Old" + i, 1);
        }
        kinds();
        fail(Side.NEW, "Old3", 1);
        kinds();
        fail(Side.NEW, "Fresh", 1);
        fail(Side.NEW, "Old3", 1);

        assertThat(kinds().get("NEW")).isEqualTo(Map.of("Fresh", 1L, "Old3", 1L));
    }

    @Test
    void what_may_be_a_message_is_no_kind() {
        fail(Side.NEW, "user ana@b.example not found", 1);
        fail(Side.NEW, "", 1);
        fail(Side.NEW, "a".repeat(61), 1);
        fail(Side.NEW, "a".repeat(60), 1);

        assertThat(kinds().get("NEW")).isEqualTo(Map.of("other", 3L, "a".repeat(60), 1L));
    }

    @Test
    void a_kind_is_named_by_its_class_whatever_wraps_it() {
        assertThat(ErrorKinds.named(null)).isNull();
        assertThat(ErrorKinds.named(new java.io.IOException("secret"))).isEqualTo("IOException");
        assertThat(ErrorKinds.named(new java.util.concurrent.CompletionException(new java.io.IOException())))
                .isEqualTo("IOException");
        assertThat(ErrorKinds.named(new java.util.concurrent.ExecutionException(null)))
                .isEqualTo("ExecutionException");
        assertThat(ErrorKinds.named(new Nested())).isEqualTo("Nested");
    }

    @Test
    void pairs_are_counted_by_the_sides_that_failed() {
        route.pair(false, false);
        route.pair(true, false);
        route.pair(false, true);
        route.pair(false, true);
        route.pair(true, true);

        assertThat(counts())
                .isEqualTo(Map.of("pairs", 5L, "onlyLegacyFailed", 1L, "onlyNewFailed", 2L, "bothFailed", 1L));
        assertThat(counts()).isEmpty();
    }

    @Test
    void a_route_has_eight_events_and_refuses_more() {
        for (int i = 0; i < RouteOutcomes.MOST_EVENTS; i++) {
            assertThat(route.count("event" + i, Side.LEGACY)).isTrue();
        }
        assertThat(route.count("event8", Side.LEGACY)).isFalse();
        assertThat(route.count("event0", Side.NEW)).isTrue();
        assertThat(route.count("No Name", Side.NEW)).isFalse();
        assertThat(route.count(null, Side.NEW)).isFalse();

        Map<?, ?> events = (Map<?, ?>) counts().get("events");
        assertThat(events).hasSize(RouteOutcomes.MOST_EVENTS);
        assertThat(events.get("event0")).isEqualTo(Map.of("legacy", 1L, "new", 1L));
        assertThat(counts()).isEmpty();
    }

    @Test
    void of_two_threads_that_come_at_once_with_one_name_each_count_is_kept() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            RouteOutcomes fresh = new Outcomes(new Tally()).of("orders.get");
            CountDownLatch start = new CountDownLatch(1);
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.length; i++) {
                String own = "event" + i;
                threads[i] = new Thread(() -> {
                    await(start);
                    fresh.count("shared", Side.NEW);
                    fresh.count(own, Side.NEW);
                });
                threads[i].start();
            }
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            Map<?, ?> events = (Map<?, ?>) counts(fresh).get("events");
            assertThat(events).hasSize(5);
            assertThat(events.get("shared")).isEqualTo(Map.of("legacy", 0L, "new", 4L));
        }
    }

    private static final class Nested extends RuntimeException {}

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(Side side, String kind, int times) {
        for (int i = 0; i < times; i++) {
            route.record(Stage.LIVE, side, Operation.READ, true, 1_000, kind);
        }
    }

    private Map<String, Object> kinds() {
        Map<String, Object> kinds = new TreeMap<>();
        route.drain((stage, side, operation, drained) -> {
            if (drained.kinds.length() > 0) {
                kinds.put(side.name(), Json.read(("{" + drained.kinds.text() + "}").getBytes()));
            }
        });
        return kinds;
    }

    private Map<?, ?> counts() {
        return counts(route);
    }

    private static Map<?, ?> counts(RouteOutcomes of) {
        JsonText json = new JsonText();
        of.drainCounts(json);
        String fields = json.text().isEmpty() ? "" : json.text().substring(1);
        return (Map<?, ?>) Json.read(("{" + fields + "}").getBytes());
    }
}
