package dev.banyan.server.guard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.statistics.Verdict;
import dev.banyan.server.health.figures.OutcomeBlock;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class StandingRulesTest {
    private static final RolloutNow SPLIT = Traffic.rollout(5, Stage.OFF, Stage.COMPLETE);

    private static AnalysisRun after(int seconds, LongFunction<OutcomeBlock> traffic) {
        AnalysisRun episode = AnalysisRun.begin(SPLIT, Guardrail.DEFAULTS, null, Traffic.START);
        for (int second = 0; second < seconds; second++) {
            episode = new GuardrailMonitor(episode, SPLIT, Traffic.START.plusSeconds(second + 1))
                    .look(List.of(traffic.apply(second)))
                    .episode();
        }
        return episode;
    }

    private static GuardStanding standing(AnalysisRun episode, long second) {
        return new StandingRules(SPLIT, Guardrail.DEFAULTS, Traffic.START.plusSeconds(second)).of(episode);
    }

    @Test
    void nothing_seen_is_inconclusive() {
        GuardStanding standing = standing(null, 100);

        assertThat(standing.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(standing.words()).isEqualTo("No requests since it serves 25 % from new: nothing is known yet.");
        assertThat(standing.newestData()).isNull();
    }

    @Test
    void few_requests_are_inconclusive_and_say_how_many_are_missing() {
        GuardStanding standing =
                standing(after(10, at -> Traffic.in().both(60, 0, 20, 0).at(at)), 11);

        assertThat(standing.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(standing.words())
                .matches("Errors: 200 requests on new, needs about [\\d,]+ more to rule out \\+0\\.5 %");
        assertThat(standing.callsOnNew()).isEqualTo(200);
    }

    @Test
    void many_good_ones_are_healthy_until_the_data_is_stale() {
        AnalysisRun episode = after(600, at -> Traffic.in().both(150, 0, 50, 0).at(at));

        assertThat(standing(episode, 605).verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(standing(episode, 605).words()).contains("is ruled out");
        assertThat(standing(episode, 612).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(standing(episode, 612).words()).startsWith("No outcomes for 12 s");
    }

    @Test
    void a_route_with_little_traffic_is_not_stale_after_ten_seconds() {
        AnalysisRun episode = after(
                600, at -> Traffic.in().both(1, 0, at % 60 == 0 ? 1 : 0, 0).at(at));

        assertThat(standing(episode, 660).words()).startsWith("Errors: 10 requests on new");
        assertThat(standing(episode, 3_000).words()).startsWith("No outcomes for 40 min");
    }

    @Test
    void harm_stays_harm_when_the_data_is_stale() {
        AnalysisRun episode = after(10, at -> Traffic.in().both(150, 0, 50, 25).at(at));

        assertThat(standing(episode, 900).verdict()).isEqualTo(Verdict.HARMFUL);
        assertThat(standing(episode, 900).words()).contains("50 % bad where 0 % is what legacy has");
    }

    @Test
    void both_degraded_holds_everything_as_long_as_it_lasts() {
        LongFunction<OutcomeBlock> traffic = at ->
                Traffic.in().both(150, at < 20 ? 0 : 75, 50, at < 20 ? 0 : 25).at(at);
        AnalysisRun episode = after(30, traffic);

        assertThat(standing(episode, 30).bothDegraded()).isTrue();
        assertThat(standing(episode, 30).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(standing(episode, 30).words()).isEqualTo("Both sides degraded: the new side is not to blame");
        assertThat(standing(episode, 90).bothDegraded()).isFalse();
    }

    @Test
    void nobody_goes_on_while_it_is_not_known_what_is_noise() {
        GuardStanding standing = standing(
                after(600, at -> Traffic.in().both(150, 0, 50, 0).learning(50).at(at)), 601);

        assertThat(standing.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(standing.words()).startsWith("Mismatches: Waits until a service's instance has made 100");
    }

    @Test
    void a_route_that_asks_nothing_of_new_has_nothing_to_judge() {
        RolloutNow off = Traffic.rollout(5, Stage.OFF);

        assertThat(new StandingRules(off, Guardrail.DEFAULTS, Traffic.START)
                        .of(null)
                        .words())
                .isEqualTo("Nobody is on new yet, so there is nothing to judge.");
    }

    @Test
    void without_guardrails_nothing_is_ever_healthy() {
        assertThat(new StandingRules(SPLIT, List.of(), Traffic.START)
                        .of(after(1, at -> Traffic.in().at(at))))
                .extracting(GuardStanding::verdict, GuardStanding::words)
                .containsExactly(Verdict.INCONCLUSIVE, "No guardrail watches this route.");
    }

    @Test
    void what_was_seen_of_another_rollout_says_nothing_of_this_one() {
        AnalysisRun healthy = after(600, at -> Traffic.in().both(150, 0, 50, 0).at(at));
        RolloutNow next = Traffic.rollout(6, Stage.COMPLETE);

        assertThat(new StandingRules(next, Guardrail.DEFAULTS, Traffic.START.plusSeconds(601)).of(healthy))
                .extracting(GuardStanding::verdict, GuardStanding::callsOnNew)
                .containsExactly(Verdict.INCONCLUSIVE, 0L);
    }
}
