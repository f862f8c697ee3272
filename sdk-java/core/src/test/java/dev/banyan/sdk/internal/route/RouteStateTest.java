package dev.banyan.sdk.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.BreakerState;
import dev.banyan.sdk.Source;
import dev.banyan.sdk.TestRuleset;
import dev.banyan.sdk.internal.TestSettings;
import dev.banyan.sdk.internal.kit.FakePlatform;
import dev.banyan.sdk.internal.kit.Tally;
import dev.banyan.sdk.internal.rules.RulesetStore;
import dev.banyan.wire.RulesetReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An override, a breaker, and a ruleset that gives and takes the latter. */
class RouteStateTest {
    private static final Decision COMPLETE = Decision.of("orders.get", Stage.COMPLETE, Reason.STATIC, 1);
    private static final LocalOverride OVERRIDE = new LocalOverride(Stage.OFF, "file");

    private final FakePlatform platform = new FakePlatform();
    private final RulesetStore store = new RulesetStore(platform, null);
    private final List<BreakerState> told = new ArrayList<>();
    private final RouteStates states =
            TestSettings.routes(new Outcomes(new Tally()), store, platform, (route, state) -> told.add(state));
    private final RouteState state = states.of("orders.get");

    @Test
    void has_a_breaker_while_the_ruleset_says_so() {
        fail(1);
        assertThat(state.breaker()).isNull();
        ruleset(true);
        assertThat(state.rule()).isNull();
        fail(1);
        assertThat(state.rule()).isSameAs(state.breaker());
        assertThat(state.breakerState()).isEqualTo(BreakerState.OPEN);
        ruleset(true);
        assertThat(state.breakerState()).isEqualTo(BreakerState.OPEN);
        ruleset(false);
        assertThat(state.rule()).isNull();
        assertThat(state.breakerState()).isEqualTo(BreakerState.CLOSED);
        assertThat(told).containsExactly(BreakerState.OPEN, BreakerState.CLOSED);
        assertThat(state.openings()).isEqualTo(1);
    }

    @Test
    void a_breaker_that_was_taken_away_has_no_say() {
        ruleset(true);
        Breaker old = state.breaker();
        ruleset(false);
        old.record(COMPLETE, true, 0);
        assertThat(old.state()).isEqualTo(BreakerState.OPEN);
        assertThat(state.rule()).isNull();
        assertThat(told).isEmpty();
        assertThat(state.openings()).isZero();
    }

    @Test
    void an_override_is_stronger() {
        ruleset(true);
        fail(1);
        state.override(OVERRIDE);
        assertThat(state.rule()).isSameAs(OVERRIDE);
        platform.pass(60_000);
        states.tick();
        assertThat(state.breakerState()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(state.rule()).isSameAs(OVERRIDE);
        state.override(null);
        assertThat(state.rule()).isSameAs(state.breaker());
    }

    @Test
    void a_route_asked_for_later_has_one_too() {
        ruleset(true);
        assertThat(TestSettings.routes(new Outcomes(new Tally()), store, platform, (route, now) -> {})
                        .of("orders.get")
                        .breaker())
                .isNotNull();
        assertThat(states.of("orders.list").breaker()).isNull();
        assertThat(states.of("no key at all").breaker()).isNull();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            state.calledNew(COMPLETE, true, 0);
        }
    }

    private void ruleset(boolean withBreaker) {
        TestRuleset ruleset = TestRuleset.at(1).with("orders.get", 1_000_000);
        String members = "\"minimumCalls\":1,\"openSeconds\":30";
        store.start(
                RulesetReader.read((withBreaker ? ruleset.breaker(members) : ruleset).bytes()),
                null,
                Source.BOOTSTRAP,
                0);
        states.follow();
    }
}
