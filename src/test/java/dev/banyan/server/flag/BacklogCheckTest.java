package dev.banyan.server.flag;

import static dev.banyan.evaluation.Stage.COMPLETE;
import static dev.banyan.evaluation.Stage.DUALWRITE;
import static dev.banyan.evaluation.Stage.LIVE;
import static dev.banyan.evaluation.Stage.RAMPDOWN;
import static dev.banyan.evaluation.Stage.SHADOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.RouteBuilder;
import dev.banyan.server.catalog.TestRoute;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.state.CohortSpec;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.flag.state.Missing;
import dev.banyan.server.flag.state.MissingWrites;
import dev.banyan.server.flag.state.RolloutSpec;
import dev.banyan.server.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacklogCheckTest {
    private static final EnvironmentScope SCOPE = new EnvironmentScope(1, "shop", "production");
    private static final Route ROUTE = RouteBuilder.builder(TestRoute.of("orders.put", RouteKind.SIX))
            .method("PUT")
            .build();

    @Test
    void the_first_callers_at_live_are_those_that_count() {
        assertThat(begins(at(SHADOW, LIVE, 0), at(SHADOW, LIVE, 1))).isTrue();
        assertThat(begins(at(DUALWRITE, SHADOW, 1_000_000), at(LIVE, RAMPDOWN, 0)))
                .isTrue();
    }

    @Test
    void to_name_a_stage_without_sending_anybody_there_is_no_move() {
        assertThat(begins(at(DUALWRITE, SHADOW, 1_000_000), at(SHADOW, LIVE, 0)))
                .isFalse();
    }

    @Test
    void where_new_answers_already_the_share_may_grow_and_shrink() {
        assertThat(begins(at(SHADOW, LIVE, 1), at(SHADOW, LIVE, 500_000))).isFalse();
        assertThat(begins(at(SHADOW, LIVE, 500_000), at(SHADOW, LIVE, 0))).isFalse();
        assertThat(begins(at(LIVE, RAMPDOWN, 0), at(RAMPDOWN, COMPLETE, 10))).isFalse();
    }

    @Test
    void each_cohort_begins_for_itself() {
        CohortSpec staff = cohort("staff", LIVE, RAMPDOWN, 0);
        FlagState before = state(staff, cohort("default", SHADOW, LIVE, 0));

        assertThat(begins(before, state(staff, cohort("default", SHADOW, LIVE, 10))))
                .isTrue();
        assertThat(begins(before, before)).isFalse();
    }

    @Test
    void a_cohort_that_is_cut_out_of_those_at_live_does_not_begin() {
        FlagState before = at(SHADOW, LIVE, 1_000_000);
        FlagState narrower = state(cohort("staff", SHADOW, LIVE, 1_000_000), cohort("default", SHADOW, LIVE, 0));

        assertThat(begins(before, narrower)).isFalse();
        assertThat(begins(at(SHADOW, LIVE, 0), narrower)).isTrue();
    }

    @Test
    void to_resume_from_a_rollback_lets_new_begin_again() {
        FlagState live = at(SHADOW, LIVE, 10);

        assertThat(BacklogCheck.newBeginsToAnswer(live, SHADOW, live)).isTrue();
        assertThat(BacklogCheck.newBeginsToAnswer(at(SHADOW, LIVE, 0), SHADOW, at(SHADOW, LIVE, 0)))
                .isFalse();
    }

    @Test
    void only_what_new_lacks_stands_in_the_way() {
        assertThatThrownBy(() -> toLive(Side.NEW))
                .isInstanceOf(Problem.class)
                .hasMessage("orders.put: 12 second writes are still missing on the new side.");
        assertThatCode(() -> toLive(Side.LEGACY)).doesNotThrowAnyException();
    }

    private static void toLive(Side lacking) {
        MissingWrites twelve = new MissingWrites() {
            @Override
            public Missing of(EnvironmentScope scope, String route, Side side) {
                return of(scope, side).getOrDefault(route, Missing.NONE);
            }

            @Override
            public Map<String, Missing> of(EnvironmentScope scope, Side side) {
                return side == lacking ? Map.of("orders.put", new Missing(12, 0, null)) : Map.of();
            }
        };
        new BacklogCheck(twelve).require(SCOPE, ROUTE, at(SHADOW, LIVE, 0), COMPLETE, at(SHADOW, LIVE, 1));
    }

    private static boolean begins(FlagState before, FlagState after) {
        return BacklogCheck.newBeginsToAnswer(before, COMPLETE, after);
    }

    private static FlagState at(Stage from, Stage to, int share) {
        return state(cohort("default", from, to, share));
    }

    private static CohortSpec cohort(String name, Stage from, Stage to, int share) {
        return new CohortSpec(name, List.of(), new RolloutSpec(from, to, share));
    }

    private static FlagState state(CohortSpec... cohorts) {
        return FlagState.notStarted(RouteKind.SIX).withCohorts(List.of(cohorts));
    }
}
