package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.FaultProxy.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One table of faults, the same promises for each, at start and later: decisions go on, nothing is thrown, no revision goes
 * back, the client recovers by itself, and it can be closed.
 */
class FaultScenarioTest extends Scenario {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private TestControlPlane laggard;
    private FaultProxy proxy;
    private Fault.Site site;

    @BeforeEach
    void line() throws IOException {
        server.publish(Fault.GOOD);
        server.start();
        laggard = TestControlPlane.started(TestRuleset.at(4).with("orders.get", 0));
        proxy = new FaultProxy(server, laggard);
        site = new Fault.Site(server, proxy, new AtomicInteger());
    }

    @AfterEach
    void cutTheLine() throws IOException {
        proxy.close();
        laggard.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.banyan.sdk.Fault#atStart")
    void a_client_that_starts_under_it_answers_and_converges(Fault fault) throws Exception {
        fault.into(site);
        Banyan banyan = client(viaProxy(Duration.ofMillis(500)));
        try (Callers callers = new Callers(banyan)) {
            awaitFelt(fault, banyan);
            callers.goOn();

            heal();

            callers.see(6);
            eventually(banyan, ConnectionState.STREAMING);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.banyan.sdk.Fault#later")
    void a_client_that_is_hit_by_it_goes_on_and_converges(Fault fault) throws Exception {
        Banyan banyan = client(viaProxy(Duration.ofMillis(500)));
        try (Callers callers = new Callers(banyan)) {
            callers.see(5);
            eventually(banyan, ConnectionState.STREAMING);

            fault.into(site);
            awaitFelt(fault, banyan);
            callers.goOn();
            callers.see(5);

            heal();

            callers.see(6);
            eventually(banyan, ConnectionState.STREAMING);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.banyan.sdk.Fault#later")
    void a_client_can_be_closed_under_it(Fault fault) throws IOException {
        List<Thread> ofOthers = threads();
        // So patient that a close which waited for the line would never end.
        Banyan banyan = client(viaProxy(Duration.ofMinutes(10)));
        eventually(banyan, 5);
        List<Thread> threads = threads();
        threads.removeAll(ofOthers);
        RouteHandle orders = banyan.route("orders.get");
        fault.into(site);
        orders.record(orders.decide(ANA), Operation.READ, 1, Outcome.SUCCESS);
        // A silent line tells this client nothing.
        eventually("felt", () -> site.harm() > 0 || banyan.status().counters().transportFaults() > 0);

        long start = System.nanoTime();
        banyan.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CLOSE_LIMIT.multipliedBy(5));
        assertThat(orders.isNew(ANA)).isTrue();
        // A thread that waits for a silent line ends with the line.
        proxy.close();
        eventually("no thread left", () -> threads.stream().noneMatch(Thread::isAlive));
        assertThat(threads).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 410, 429, 500, 503})
    void refused_reports_hold_up_neither_rulesets_nor_decisions(int status) throws Exception {
        List<String> reports = List.of(TestControlPlane.APPLIED, TestControlPlane.TELEMETRY, TestControlPlane.INSTANCE);
        reports.forEach(path -> server.always(path, (request, out) -> out.write(Answers.status(status))));
        Banyan banyan = client(viaProxy(Duration.ofSeconds(2)));
        try (Callers callers = new Callers(banyan)) {
            callers.see(5);
            reports.forEach(
                    path -> eventually("refused", () -> !server.requests(path).isEmpty()));
            server.publish(Fault.BETTER);
            callers.see(6);
            callers.goOn();
        }
        int refused = server.requests(TestControlPlane.TELEMETRY).size();
        reports.forEach(path -> server.always(path, null));

        eventually("sent", () -> server.requests(TestControlPlane.TELEMETRY).size() > refused);
        assertThat(banyan.status().counters().droppedOutcomes()).isZero();
    }

    @Test
    void clock_jumps_change_nothing() throws Exception {
        Banyan banyan = client(viaProxy(Duration.ofSeconds(2)));
        try (Callers callers = new Callers(banyan)) {
            callers.see(5);
            long revision = 5;
            for (Duration jump : List.of(Duration.ofDays(365), Duration.ofDays(-3650), Duration.ofHours(1))) {
                platform.jumpedMillis.set(jump.toMillis());
                callers.goOn();
                assertThat(banyan.status().age()).isBetween(Duration.ZERO, Duration.ofHours(1));
                server.publish(TestRuleset.at(++revision).with("orders.get", 0));
                callers.see(revision);
            }
            assertThat(banyan.status().counters().droppedOutcomes()).isZero();
        }
    }

    @Test
    void a_ruleset_ten_times_as_large_is_taken() {
        Banyan banyan = client(viaProxy(Duration.ofSeconds(2)));
        eventually(banyan, 5);
        TestRuleset larger = Fault.BETTER;
        for (int i = 0; i < 10 * 50; i++) {
            larger = larger.with("route-" + i, 1_000_000);
        }
        server.publish(larger);

        eventually(banyan, 6);
        assertThat(banyan.route("route-499").isNew(ANA)).isTrue();
    }

    private BanyanBuilder viaProxy(Duration read) {
        return builder(read, Duration.ofMillis(50)).url(proxy.url());
    }

    /** Returns when the fault has really reached the client. */
    private void awaitFelt(Fault fault, Banyan banyan) {
        switch (fault.sign()) {
            case OFFLINE -> {
                eventually(banyan, ConnectionState.OFFLINE);
                int before = platform.streams.get();
                eventually("the stream is tried again and again", () -> platform.streams.get() > before + 2);
            }
            case REFUSAL ->
                eventually("refused", () -> banyan.status().counters().refusedRulesets() > 0);
            case HARM -> {
                int before = site.harm();
                eventually("harmed again and again", () -> site.harm() > before + 5);
            }
        }
    }

    private void heal() throws IOException {
        TestControlPlane.PATHS.forEach(path -> server.always(path, null));
        server.publish(Fault.BETTER);
        laggard.publish(Fault.BETTER);
        server.die();
        server.start();
        proxy.become(Line.SOUND);
    }
}
