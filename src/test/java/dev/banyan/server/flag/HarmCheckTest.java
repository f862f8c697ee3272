package dev.banyan.server.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.flag.state.CohortSpec;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.flag.state.RolloutSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class HarmCheckTest {
    private static final FlagState NOT_STARTED = FlagState.notStarted(RouteKind.SIX);

    @Test
    void more_callers_and_a_later_stage_lead_forward_fewer_and_an_earlier_one_do_not() {
        FlagState live = at(Stage.SHADOW, Stage.LIVE, 50);
        assertThat(HarmCheck.leadsForward(live, at(Stage.SHADOW, Stage.LIVE, 51)))
                .isTrue();
        assertThat(HarmCheck.leadsForward(live, at(Stage.LIVE, Stage.RAMPDOWN, 1)))
                .isTrue();
        assertThat(HarmCheck.leadsForward(live, at(Stage.SHADOW, Stage.LIVE, 50)))
                .isFalse();
        assertThat(HarmCheck.leadsForward(live, at(Stage.SHADOW, Stage.LIVE, 49)))
                .isFalse();
        assertThat(HarmCheck.leadsForward(live, at(Stage.DUALWRITE, Stage.SHADOW, 100)))
                .isFalse();
        assertThat(HarmCheck.leadsForward(NOT_STARTED, at(Stage.OFF, Stage.DUALWRITE, 1)))
                .isTrue();
        assertThat(HarmCheck.leadsForward(NOT_STARTED, at(Stage.OFF, Stage.DUALWRITE, 0)))
                .isFalse();
    }

    @Test
    void the_same_place_by_other_stages_is_not_forward() {
        assertThat(HarmCheck.leadsForward(at(Stage.SHADOW, Stage.LIVE, 100), at(Stage.LIVE, Stage.RAMPDOWN, 0)))
                .isFalse();
    }

    @Test
    void a_new_cohort_is_compared_with_those_that_it_is_taken_from() {
        FlagState before = at(Stage.SHADOW, Stage.LIVE, 10);
        assertThat(HarmCheck.leadsForward(before, with("staff", 100, before))).isTrue();
        assertThat(HarmCheck.leadsForward(before, with("staff", 0, before))).isFalse();
    }

    private static FlagState at(Stage from, Stage to, int percent) {
        return NOT_STARTED.withCohorts(
                List.of(new CohortSpec(CohortSpec.DEFAULT, List.of(), new RolloutSpec(from, to, percent * 10_000))));
    }

    private static FlagState with(String cohort, int percent, FlagState state) {
        RolloutSpec rollout = new RolloutSpec(Stage.SHADOW, Stage.LIVE, percent * 10_000);
        return state.withCohorts(List.of(
                new CohortSpec(cohort, List.of(), rollout), state.cohorts().get(0)));
    }
}
