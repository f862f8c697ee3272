package dev.banyan.sdk.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.BreakerState;
import dev.banyan.sdk.TestRuleset;
import dev.banyan.sdk.internal.kit.FakePlatform;
import dev.banyan.wire.RulesetReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakerTest {
    private static final String SETTINGS =
            "'errors':500000,'slow':800000,'slowMillis':100,'windowSeconds':10,'minimumCalls':4,'openSeconds':30,'probes':2";
    private static final long SLOW = 100_000_000;

    private final FakePlatform platform = new FakePlatform();
    private final List<String> announced = new ArrayList<>();
    private final List<BreakerState> changes = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Decision live = decided(Stage.LIVE);
    private Breaker breaker;

    @BeforeEach
    void six_stages_that_write() {
        breaker = breaker(rules(6, "PUT", SETTINGS));
    }

    @Test
    void opens_when_half_of_the_calls_fail() {
        calls(2, false);
        calls(1, true);
        assertThat(looked()).isEqualTo(BreakerState.CLOSED);
        calls(1, true);
        assertThat(looked()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.describe()).contains("\"errors\":2,\"slow\":0,\"calls\":4");
        assertThat(changes).containsExactly(BreakerState.OPEN);
    }

    /** Decisions must ask it before anybody can see that it is open. */
    @Test
    void announces_a_state_before_it_can_be_seen() {
        calls(4, true);
        looked();
        assertThat(announced).containsExactly("CLOSED to OPEN");
        assertThat(changes).containsExactly(BreakerState.OPEN);
    }

    @Test
    void stays_closed_below_the_share_and_below_the_least_calls() {
        calls(3, true);
        assertThat(looked()).isEqualTo(BreakerState.CLOSED);
        calls(4, false);
        assertThat(looked()).isEqualTo(BreakerState.CLOSED);
        calls(1, true);
        assertThat(looked()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void opens_when_calls_are_slow() {
        breaker.record(live, false, 0);
        for (int i = 0; i < 3; i++) {
            breaker.record(live, false, SLOW);
        }
        assertThat(looked()).isEqualTo(BreakerState.CLOSED);
        breaker.record(live, false, SLOW);
        assertThat(looked()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.describe()).contains("\"errors\":0,\"slow\":4,\"calls\":5");
    }

    @Test
    void what_lies_before_the_window_does_not_count() {
        calls(3, true);
        looked();
        platform.pass(10_000);
        calls(1, true);
        assertThat(looked()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void a_burst_between_two_looks_is_noticed_by_the_chores() {
        calls(4, true);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(asked).hasValue(1);
        assertThat(breaker.tick()).as("still too soon").isTrue();
        platform.pass(Breaker.SPACING_MILLIS);
        assertThat(breaker.tick()).isFalse();
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void serves_legacy_while_open() {
        open();
        Decision redirected = breaker.apply(live);
        assertThat(redirected.stage()).isEqualTo(Stage.DUALWRITE);
        assertThat(redirected.reason()).isEqualTo(Reason.BREAKER);
        assertThat(redirected.revision()).isEqualTo(live.revision());
        platform.pass(29_999);
        assertThat(breaker.apply(live).stage()).isEqualTo(Stage.DUALWRITE);
    }

    @ParameterizedTest
    @CsvSource({
        "2, PUT, OFF, OFF",
        "2, PUT, COMPLETE, OFF",
        "2, , COMPLETE, OFF",
        "4, PUT, SHADOW, DUALWRITE",
        "4, PUT, LIVE, DUALWRITE",
        "4, PUT, COMPLETE, COMPLETE",
        "6, PUT, OFF, OFF",
        "6, PUT, DUALWRITE, DUALWRITE",
        "6, PUT, SHADOW, DUALWRITE",
        "6, PUT, LIVE, DUALWRITE",
        "6, PUT, RAMPDOWN, DUALWRITE",
        "6, PUT, COMPLETE, COMPLETE",
        "6, , COMPLETE, COMPLETE",
        "6, GET, DUALWRITE, DUALWRITE",
        "6, GET, LIVE, OFF",
        "6, GET, COMPLETE, OFF",
        "6, HEAD, COMPLETE, OFF"
    })
    void leaves_each_stage_for_the_one_where_legacy_is_safe(int kind, String method, Stage decided, Stage served) {
        breaker = breaker(rules(kind, method, SETTINGS));
        open();
        Decision decision = decided(decided);
        Decision applied = breaker.apply(decision);
        assertThat(applied.stage()).isEqualTo(served);
        assertThat(applied.reason()).isEqualTo(decided == served ? Reason.STATIC : Reason.BREAKER);
    }

    @Test
    void lets_a_few_probe_and_closes_when_all_do_well() {
        open();
        platform.pass(30_000);
        assertThat(admitted(5)).isEqualTo(2);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        calls(1, false);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        calls(1, false);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.describe()).isNull();
        assertThat(admitted(5)).isEqualTo(5);
        calls(3, true);
        assertThat(looked()).as("an empty window").isEqualTo(BreakerState.CLOSED);
        assertThat(changes).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 100000000", "true, 100000000"})
    void opens_again_when_one_probe_does_not(boolean error, long nanos) {
        halfOpen();
        calls(1, false);
        platform.pass(nanos / 1_000_000);
        breaker.record(live, error, nanos);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.describe()).contains("\"calls\":2");
        platform.pass(29_999);
        assertThat(admitted(1)).isZero();
        platform.pass(1);
        assertThat(admitted(5)).isEqualTo(2);
    }

    @Test
    void calls_from_before_and_redirected_ones_are_no_probes() {
        open();
        platform.pass(30_000);
        Decision second = breaker.apply(decided(Stage.RAMPDOWN));
        assertThat(second.stage()).isEqualTo(Stage.RAMPDOWN);
        breaker.record(live, true, 1_000_000);
        breaker.record(live.at(Stage.DUALWRITE, Reason.BREAKER), true, 0);
        breaker.record(live.at(Stage.DUALWRITE, Reason.BREAKER), false, 0);
        breaker.record(live.at(Stage.DUALWRITE, Reason.BREAKER), false, 0);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        breaker.record(live, true, -1);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void what_ends_while_it_is_open_says_nothing() {
        open();
        calls(9, true);
        calls(9, false);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(changes).hasSize(1);
    }

    @Test
    void probes_that_are_never_heard_of_are_given_anew() {
        halfOpen();
        assertThat(admitted(9)).isEqualTo(2);
        platform.pass(29_999);
        assertThat(admitted(9)).isZero();
        platform.pass(1);
        assertThat(admitted(9)).isEqualTo(2);
    }

    @Test
    void at_shadow_they_are_given_anew_each_second() {
        halfOpen();
        Decision shadow = decided(Stage.SHADOW);
        assertThat(admitted(9, shadow)).isEqualTo(2);
        platform.pass(999);
        assertThat(admitted(9, shadow)).isZero();
        platform.pass(1);
        assertThat(admitted(9, shadow)).isEqualTo(2);
    }

    @Test
    void new_settings_hold_at_once() {
        open();
        breaker.follow(rules(6, "PUT", SETTINGS.replace("'openSeconds':30", "'openSeconds':5")));
        platform.pass(5_000);
        assertThat(admitted(1)).isEqualTo(1);
        breaker.follow(rules(6, "PUT", SETTINGS.replace("'probes':2", "'probes':1")));
        calls(1, false);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        calls(3, true);
        breaker.follow(rules(6, "PUT", SETTINGS.replace("'minimumCalls':4", "'minimumCalls':3")));
        assertThat(looked()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void another_window_starts_counting_anew() {
        calls(3, true);
        breaker.follow(rules(6, "PUT", SETTINGS.replace("'windowSeconds':10", "'windowSeconds':60")));
        calls(1, true);
        assertThat(looked()).isEqualTo(BreakerState.CLOSED);
        calls(3, true);
        assertThat(looked()).isEqualTo(BreakerState.OPEN);
    }

    @Test
    void of_many_threads_exactly_as_many_probe_as_may() throws InterruptedException {
        open();
        platform.pass(30_000);
        AtomicInteger admitted = new AtomicInteger();
        inParallel(4, () -> admitted.addAndGet(admitted(1_000)));
        assertThat(admitted).hasValue(2);
        assertThat(changes).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN);
    }

    @Test
    void many_threads_open_it_once_and_lose_no_call() throws InterruptedException {
        breaker = breaker(rules(6, "PUT", SETTINGS.replace("'minimumCalls':4", "'minimumCalls':40000")));
        inParallel(4, () -> calls(9_999, true));
        assertThat(looked()).isEqualTo(BreakerState.CLOSED);
        inParallel(4, () -> calls(1, true));
        assertThat(looked()).isEqualTo(BreakerState.OPEN);
        assertThat(changes).hasSize(1);
    }

    @Test
    void counting_calls_that_do_well_allocates_nothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        calls(1_000, false);
        long before = threads.getCurrentThreadAllocatedBytes();
        calls(100_000, false);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4_096);
        assertThat(asked).hasValue(0);
        breaker = breaker(rules(6, "PUT", SETTINGS));
        open();
        assertThat(admitted(1_000)).isZero();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("the figure can grow")
                .isGreaterThan(4_096);
    }

    private static void inParallel(int count, Runnable work) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    work.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            threads.add(thread);
            thread.start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void open() {
        calls(4, true);
        assertThat(looked()).isEqualTo(BreakerState.OPEN);
    }

    private void halfOpen() {
        open();
        platform.pass(30_000);
        breaker.tick();
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    }

    private BreakerState looked() {
        platform.pass(Breaker.SPACING_MILLIS);
        breaker.tick();
        return breaker.state();
    }

    private void calls(int count, boolean error) {
        for (int i = 0; i < count; i++) {
            breaker.record(live, error, 0);
        }
    }

    private int admitted(int count) {
        return admitted(count, live);
    }

    private int admitted(int count, Decision decision) {
        int admitted = 0;
        for (int i = 0; i < count; i++) {
            admitted += breaker.apply(decision) == decision ? 1 : 0;
        }
        return admitted;
    }

    private Breaker breaker(RouteRules rules) {
        return new Breaker(
                platform,
                rules,
                (which, state) -> announced.add(which.state() + " to " + state),
                (which, state) -> changes.add(state),
                asked::incrementAndGet);
    }

    private static Decision decided(Stage stage) {
        return Decision.of("orders.put", stage, Reason.STATIC, 7);
    }

    private static RouteRules rules(int kind, String method, String settings) {
        String to = kind == 2 ? "complete" : kind == 4 ? "shadow" : "dualwrite";
        TestRuleset ruleset = TestRuleset.at(7)
                .route(kind, "orders.put", "off", to, 1_000_000, "null")
                .but("\"GET\"", method == null ? "null" : "\"" + method + "\"")
                .breaker(settings.replace('\'', '"'));
        return RulesetReader.read(ruleset.bytes()).route("orders.put");
    }
}
