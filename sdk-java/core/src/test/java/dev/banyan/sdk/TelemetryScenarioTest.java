package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Side;
import dev.banyan.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a client tells of outcomes beside the counts, and when. */
class TelemetryScenarioTest extends MigrationScenario {

    @Test
    void a_batch_says_how_old_it_is_whenever_it_is_sent_again() {
        AtomicBoolean failed = new AtomicBoolean();
        server.always(TestControlPlane.TELEMETRY, (request, out) -> {
            boolean fails = request.body().contains("orders.get") && failed.compareAndSet(false, true);
            if (fails) {
                platform.aheadMillis.addAndGet(7_000);
            }
            out.write(Answers.status(fails ? 500 : 204));
        });
        RouteHandle orders = banyan.route("orders.get");
        orders.record(orders.decide(ANA), Operation.READ, 1, Outcome.SUCCESS);

        eventually("sent again", () -> withOutcomes().size() >= 2);
        List<TestControlPlane.Request> sent = withOutcomes();
        assertThat(Long.parseLong(sent.get(0).header("banyan-age"))).isLessThan(5_000);
        assertThat(Long.parseLong(sent.get(1).header("banyan-age"))).isGreaterThanOrEqualTo(7_000);
        assertThat(sent.get(1).body()).isEqualTo(sent.get(0).body());
    }

    @Test
    void the_server_says_when_the_next_batch_is_wanted() {
        server.always(
                TestControlPlane.TELEMETRY,
                (request, out) -> out.write(Answers.status(204, "Banyan-Flush-Within: 2000")));
        RouteHandle orders = banyan.route("orders.get");
        orders.record(orders.decide(ANA), Operation.READ, 1, Outcome.SUCCESS);
        eventually("first", () -> batches().size() == 1);

        eventually("a batch of two seconds", () -> {
            orders.record(orders.decide(ANA), Operation.READ, 1, Outcome.SUCCESS);
            var came = batches();
            return millis(came.get(came.size() - 1)) >= 1_900;
        });
    }

    @Test
    void a_change_of_the_rules_ends_the_leisure() {
        server.always(
                TestControlPlane.TELEMETRY,
                (request, out) -> out.write(Answers.status(204, "Banyan-Flush-Within: 10000")));
        RouteHandle orders = banyan.route("orders.get");
        orders.record(orders.decide(ANA), Operation.READ, 1, Outcome.SUCCESS);
        eventually("first", () -> batches().size() == 1);

        orders.record(orders.decide(ANA), Operation.READ, 1, Outcome.SUCCESS);
        AtomicLong revision = new AtomicLong(1);
        eventually("second", () -> {
            server.publish(rules(revision.incrementAndGet(), ALL, 0));
            return batches().size() == 2;
        });

        assertThat(millis(batches().get(1))).isLessThan(9_000);
    }

    @Test
    void what_the_server_cannot_mean_is_ignored() {
        for (String odd : List.of("0", "249", "10001", "99999999999", "soon", "-1000", "")) {
            server.next(
                    TestControlPlane.TELEMETRY,
                    (request, out) -> out.write(Answers.status(204, "Banyan-Flush-Within: " + odd)));
        }
        RouteHandle orders = banyan.route("orders.get");
        for (int i = 1; i <= 7; i++) {
            int sent = i;
            orders.record(orders.decide(ANA), Operation.READ, 1, Outcome.SUCCESS);
            eventually("batch " + i, () -> batches().size() == sent);
        }

        assertThat(millis(batches().get(6))).isLessThan(9_000);
    }

    @Test
    void errors_of_a_migration_have_the_kind_of_their_exception() {
        Migration<String, String> orders = banyan.<String, String>migration("orders.get")
                .reads(this::failOn, request -> {
                    throw new IllegalStateException("a message that stays here");
                })
                .build();

        assertThatThrownBy(() -> orders.read(ANA, "legacy")).isInstanceOf(IOException.class);

        eventually(
                "kinds",
                () -> kinds(Side.LEGACY).contains("IOException")
                        && kinds(Side.NEW).contains("IllegalStateException"));
        assertThat(server.requests(TestControlPlane.TELEMETRY))
                .noneMatch(request -> request.body().contains("a message"));
    }

    @Test
    void requests_that_both_sides_answered_are_told_as_pairs() {
        Migration<String, String> orders = banyan.<String, String>migration("orders.get")
                .reads(this::failOn, request -> {
                    if (request.equals("new")) {
                        throw new IllegalStateException(request);
                    }
                    return request;
                })
                .build();

        orders.read(ANA, "fine");
        orders.read(ANA, "new");
        assertThatThrownBy(() -> orders.read(ANA, "legacy")).isInstanceOf(IOException.class);

        eventually("pairs", () -> ofRoute("pairs") == 3);
        eventually("failures", () -> ofRoute("onlyLegacyFailed") == 1 && ofRoute("onlyNewFailed") == 1);
        assertThat(ofRoute("bothFailed")).isZero();
    }

    @Test
    void a_failed_second_write_is_an_error_of_the_side_that_does_not_answer() {
        Migration<String, String> orders = banyan.<String, String>migration("orders.get")
                .writes(request -> request, request -> {
                    throw new IllegalStateException(request);
                })
                .recordKey(request -> request)
                .build();

        orders.write(ANA, "one");

        eventually(
                "second write",
                () -> rowsOf("outcomes")
                        .anyMatch(row -> row.get("side").equals("new")
                                && row.get("stage").equals("shadow")
                                && row.get("operation").equals("write")
                                && row.get("errors").equals(1L)));
    }

    @Test
    void events_are_counted_by_the_side_that_served() {
        RouteHandle orders = banyan.route("orders.get");
        Decision decision = orders.decide(ANA);
        orders.count(decision, "cart.empty");
        orders.count(decision, "cart.empty");
        orders.count(decision, "Not A Name");
        orders.count(null, "cart.empty");
        orders.count(decision, null);
        banyan.route("No Key").count(decision, "cart.empty");

        eventually(
                "events",
                () -> rowsOf("routes")
                        .anyMatch(row -> Map.of("cart.empty", Map.of("legacy", 2L, "new", 0L))
                                .equals(row.get("events"))));
        assertThat(banyan.status().counters().droppedOutcomes()).isEqualTo(4);
    }

    @Test
    void openings_of_a_breaker_are_told_once() {
        server.publish(TestRuleset.at(2).with("orders.get", ALL).breaker("\"minimumCalls\":1,\"openSeconds\":30"));
        eventually(banyan, 2);
        RouteHandle orders = banyan.route("orders.get");
        orders.record(orders.decide(Context.of("ben")), Side.NEW, Operation.READ, 1, Outcome.ERROR, "refused");

        eventually("opened", () -> ofRoute("openings") == 1);
        orders.count(orders.decide(ANA), "later");
        eventually("another batch", () -> rowsOf("routes").anyMatch(row -> row.containsKey("events")));
        assertThat(ofRoute("openings")).isEqualTo(1);
    }

    private List<Map<?, ?>> batches() {
        return withOutcomes().stream()
                .<Map<?, ?>>map(request -> (Map<?, ?>) Json.read(request.body().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static long millis(Map<?, ?> batch) {
        return (Long) batch.get("millis");
    }

    private Stream<Map<?, ?>> rowsOf(String field) {
        return batches().stream()
                .filter(batch -> batch.containsKey(field))
                .flatMap(batch -> ((List<?>) batch.get(field)).stream())
                .map(row -> (Map<?, ?>) row);
    }

    private long ofRoute(String figure) {
        return rowsOf("routes")
                .filter(row -> row.containsKey(figure))
                .mapToLong(row -> (Long) row.get(figure))
                .sum();
    }

    private Set<Object> kinds(Side side) {
        Set<Object> kinds = new HashSet<>();
        rowsOf("outcomes")
                .filter(row -> row.get("side").equals(side.key()) && row.containsKey("kinds"))
                .forEach(row -> kinds.addAll(((Map<?, ?>) row.get("kinds")).keySet()));
        return kinds;
    }

    /** Without the batch that may be sent before anything was recorded. */
    private List<TestControlPlane.Request> withOutcomes() {
        return server.requests(TestControlPlane.TELEMETRY).stream()
                .filter(request -> request.body().contains("orders.get"))
                .toList();
    }
}
