package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client tells the server: what it has applied, and how calls went; each exactly once. */
class ReportScenarioTest extends Scenario {
    private static final TestRuleset RULES = TestRuleset.at(1).with("orders.get", 1_000_000);

    @BeforeEach
    void start() throws IOException {
        server.publish(RULES);
        server.start();
    }

    @Test
    void applied_revisions_are_acknowledged() {
        Banyan banyan = client(builder().instance("shop-1"));
        eventually("first", () -> acknowledged(1));
        server.publish(TestRuleset.at(2).with("orders.get", 0));
        eventually("second", () -> acknowledged(2));
        Map<?, ?> report = json(server.requests(TestControlPlane.APPLIED).get(0));
        assertThat(report.get("instance")).isEqualTo("shop-1");
        assertThat(report.get("epoch")).isEqualTo("epoch-one");
        assertThat(report.get("outcome")).isEqualTo("applied");
        assertThat(server.requests(TestControlPlane.APPLIED)).hasSize(2);
        assertThat(banyan.status().counters().transportFaults()).isZero();
    }

    @Test
    void an_acknowledgement_is_repeated_until_it_is_taken() {
        server.next(TestControlPlane.APPLIED, (request, out) -> out.write(Answers.status(500)));
        server.next(TestControlPlane.APPLIED, (request, out) -> out.write(Answers.status(401)));
        server.next(TestControlPlane.APPLIED, (request, out) -> {});

        client();

        eventually("taken", () -> server.requests(TestControlPlane.APPLIED).size() == 4);
    }

    @Test
    void outcomes_arrive_counted_per_route_stage_side_and_operation() {
        Banyan banyan = client();
        eventually(banyan, 1);
        RouteHandle orders = banyan.route("orders.get");
        Decision decision = orders.decide(ANA);
        for (int i = 0; i < 10; i++) {
            orders.record(decision, Operation.READ, 2_000_000, i < 3 ? Outcome.ERROR : Outcome.SUCCESS);
        }

        eventually("sent", () -> calls() == 10);
        // A batch may be sent before anything was recorded.
        Map<?, ?> batch = batches().stream()
                .filter(each -> !((List<?>) each.get("outcomes")).isEmpty())
                .findFirst()
                .orElseThrow();
        Map<?, ?> row = (Map<?, ?>) ((List<?>) batch.get("outcomes")).get(0);
        assertThat(row.get("route")).isEqualTo("orders.get");
        assertThat(row.get("stage")).isEqualTo("complete");
        assertThat(row.get("side")).isEqualTo("new");
        assertThat(row.get("operation")).isEqualTo("read");
        assertThat(row.get("latency").toString()).contains("127");
        assertThat(errors()).isEqualTo(3);
        assertThat(batch.get("dropped")).isEqualTo(0L);
    }

    @Test
    void a_batch_whose_answer_was_lost_comes_again_under_the_same_number() {
        server.next(TestControlPlane.TELEMETRY, (request, out) -> {});
        server.next(TestControlPlane.TELEMETRY, (request, out) -> out.write(Answers.status(503)));
        Banyan banyan = client();
        eventually(banyan, 1);
        RouteHandle orders = banyan.route("orders.get");
        orders.record(orders.decide(ANA), Operation.READ, 1, Outcome.SUCCESS);
        eventually("tried", () -> !batches().isEmpty());
        orders.record(orders.decide(ANA), Operation.READ, 1, Outcome.SUCCESS);

        eventually("both calls", () -> callsBySequence() == 2);
        List<TestControlPlane.Request> sent = server.requests(TestControlPlane.TELEMETRY);
        assertThat(sent.get(1).body()).isEqualTo(sent.get(0).body());
        assertThat(sent.get(2).body()).isEqualTo(sent.get(0).body());
        assertThat(sequence(batches().get(3))).isEqualTo(sequence(batches().get(0)) + 1);
    }

    @Test
    void a_long_outage_costs_no_call_and_no_queue() throws IOException {
        Banyan banyan = client();
        eventually(banyan, 1);
        RouteHandle orders = banyan.route("orders.get");
        server.die();
        for (int i = 0; i < 100_000; i++) {
            orders.record(orders.decide(ANA), Operation.READ, i, Outcome.SUCCESS);
        }
        server.start();
        eventually("all calls", () -> callsBySequence() == 100_000);
        assertThat(banyan.status().counters().droppedOutcomes()).isZero();
    }

    @Test
    void a_batch_that_the_server_calls_wrong_is_dropped_and_counted() {
        AtomicBoolean refused = new AtomicBoolean();
        server.always(TestControlPlane.TELEMETRY, (request, out) -> {
            boolean wrong = request.body().contains("orders.get") && refused.compareAndSet(false, true);
            out.write(Answers.status(wrong ? 422 : 204));
        });
        Banyan banyan = client();
        eventually(banyan, 1);
        RouteHandle orders = banyan.route("orders.get");
        orders.record(orders.decide(ANA), Operation.READ, 1, Outcome.SUCCESS);

        eventually(
                "reported",
                () -> batches().stream().anyMatch(b -> b.get("dropped").equals(1L)));
        assertThat(banyan.status().counters().droppedOutcomes()).isEqualTo(1);
    }

    @Test
    void missing_bucketing_keys_are_counted() {
        server.publish(TestRuleset.at(2).with("orders.get", 500_000));
        Banyan banyan = client();
        eventually(banyan, 2);
        banyan.route("orders.get").decide(Context.anonymous());
        banyan.route("orders.get").decide(null);

        eventually("sent", () -> missingKeys() == 2);
    }

    @Test
    void who_has_nothing_to_say_says_so_once() {
        Banyan banyan = client();
        eventually(banyan, 1);
        eventually("told", () -> server.requests(TestControlPlane.TELEMETRY).size() == 1);

        banyan.close();

        assertThat(server.requests(TestControlPlane.TELEMETRY)).hasSize(1);
    }

    @Test
    void close_sends_what_is_left_and_leaves_no_thread() {
        List<Thread> ofOthers = threads();
        Banyan banyan = client(builder(Duration.ofSeconds(2), Duration.ofMinutes(1)));
        eventually(banyan, 1);
        List<Thread> threads = threads();
        threads.removeAll(ofOthers);
        assertThat(threads).hasSize(3).allMatch(Thread::isDaemon);
        RouteHandle orders = banyan.route("orders.get");
        orders.record(orders.decide(ANA), Operation.WRITE, 1, Outcome.SUCCESS);

        banyan.close();
        banyan.close();

        assertThat(calls()).isEqualTo(1);
        assertThat(banyan.status().state()).isEqualTo(ConnectionState.CLOSED);
        assertThat(orders.isNew(ANA)).isTrue();
        eventually("all threads ended", () -> threads.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void close_keeps_its_limit_when_the_server_hangs() {
        CountDownLatch never = new CountDownLatch(1);
        server.always(TestControlPlane.TELEMETRY, (request, out) -> never.await());
        Banyan banyan = client();
        eventually(banyan, 1);
        RouteHandle orders = banyan.route("orders.get");
        orders.record(orders.decide(ANA), Operation.WRITE, 1, Outcome.SUCCESS);
        eventually("hanging", () -> !batches().isEmpty());
        List<Thread> threads = threads();

        long start = System.nanoTime();
        banyan.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        eventually("all threads ended", () -> threads.stream().noneMatch(Thread::isAlive));
    }

    private boolean acknowledged(long revision) {
        return server.requests(TestControlPlane.APPLIED).stream()
                .anyMatch(request -> Long.valueOf(revision).equals(json(request).get("revision")));
    }

    private List<Map<?, ?>> batches() {
        return server.requests(TestControlPlane.TELEMETRY).stream()
                .<Map<?, ?>>map(ReportScenarioTest::json)
                .toList();
    }

    private long calls() {
        return sum(batches().stream(), "calls");
    }

    private long errors() {
        return sum(batches().stream(), "errors");
    }

    /** As a server counts that knows each sequence number once. */
    private long callsBySequence() {
        Set<Long> seen = new HashSet<>();
        return sum(batches().stream().filter(batch -> seen.add(sequence(batch))), "calls");
    }

    private long missingKeys() {
        return batches().stream()
                .flatMap(batch -> ((Map<?, ?>) batch.get("missingKeys")).values().stream())
                .mapToLong(count -> (Long) count)
                .sum();
    }

    private static long sum(Stream<Map<?, ?>> batches, String field) {
        return batches.flatMap(batch -> ((List<?>) batch.get("outcomes")).stream())
                .mapToLong(row -> (Long) ((Map<?, ?>) row).get(field))
                .sum();
    }

    private static long sequence(Map<?, ?> batch) {
        return (Long) batch.get("sequence");
    }

    private static Map<?, ?> json(TestControlPlane.Request request) {
        return (Map<?, ?>) Json.read(request.body().getBytes(StandardCharsets.UTF_8));
    }
}
