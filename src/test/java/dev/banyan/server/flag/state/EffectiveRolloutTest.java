package dev.banyan.server.flag.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.StillDoes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveRolloutTest {
    private static final int ALL = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        "OFF, COMPLETE, 250000, serves 25 % from new",
        "OFF, COMPLETE, 500, serves 0.05 % from new",
        "OFF, COMPLETE, 1000000, all on new",
        "OFF, COMPLETE, 0, all on legacy",
        "OFF, DUALWRITE, 100000, 'writes 10 % to both, legacy answers'",
        "OFF, DUALWRITE, 1000000, 'writes to both, legacy answers'",
        "DUALWRITE, SHADOW, 500000, 'shadows 50 %, legacy answers'",
        "DUALWRITE, SHADOW, 1000000, 'shadows, legacy answers'",
        "SHADOW, LIVE, 50000, serves 5 % from new",
        "SHADOW, LIVE, 1000000, 'all on new, legacy is asked too'",
        "LIVE, RAMPDOWN, 300000, 'all on new, 30 % of it at rampdown'",
        "LIVE, RAMPDOWN, 1000000, 'all on new, legacy gets every write'",
        "RAMPDOWN, COMPLETE, 1000000, all on new"
    })
    void says_what_a_route_does(Stage from, Stage to, int share, String words) {
        assertThat(EffectiveRollout.of(flag(new RolloutSpec(from, to, share)), RouteKind.SIX, null)
                        .words())
                .isEqualTo(words);
    }

    @Test
    void a_rollback_of_the_route_or_the_environment_counts() {
        FlagState live = flag(new RolloutSpec(Stage.SHADOW, Stage.LIVE, 250_000));
        FlagState back = live.rollBack(RouteKind.SIX, RollbackMode.ROLLBACK, Instant.EPOCH, "sam", null);

        assertThat(EffectiveRollout.of(back, RouteKind.SIX, null).words()).isEqualTo("shadows, legacy answers");
        assertThat(EffectiveRollout.of(live, RouteKind.SIX, RollbackMode.ROLLBACK))
                .isEqualTo(EffectiveRollout.of(back, RouteKind.SIX, null));
        assertThat(EffectiveRollout.of(live, RouteKind.SIX, RollbackMode.ISOLATE)
                        .words())
                .isEqualTo("all on legacy");
        assertThat(EffectiveRollout.of(back, RouteKind.SIX, RollbackMode.ISOLATE)
                        .words())
                .isEqualTo("all on legacy");
    }

    @Test
    void names_cohorts_and_counts_the_rest() {
        CohortSpec staff = cohort("staff", new RolloutSpec(Stage.SHADOW, Stage.LIVE, ALL));
        CohortSpec rest = cohort("default", new RolloutSpec(Stage.SHADOW, Stage.LIVE, 50_000));

        assertThat(EffectiveRollout.of(flag(staff, rest), RouteKind.SIX, null).words())
                .isEqualTo("staff: all on new, legacy is asked too; everyone else: serves 5 % from new");
        assertThat(EffectiveRollout.of(flag(staff, staff, staff, staff, rest), RouteKind.SIX, null)
                        .words())
                .contains("; 2 more cohorts; everyone else: ");
    }

    @Test
    void what_decides_alike_is_the_same() {
        FlagState off = flag(
                cohort("staff", new RolloutSpec(Stage.OFF, Stage.COMPLETE, 0)),
                cohort("default", new RolloutSpec(Stage.OFF, Stage.COMPLETE, 0)));
        FlagState quarter = flag(new RolloutSpec(Stage.OFF, Stage.COMPLETE, 250_000));
        FlagState drilled = quarter.drilled(new Drill(9, Instant.EPOCH, "ana"));
        FlagState protectedToo = quarter.withSettings(new FlagSettings(ShadowSpec.DEFAULT, BreakerSpec.SUGGESTED));

        assertThat(EffectiveRollout.of(FlagState.notStarted(RouteKind.TWO), RouteKind.TWO, null))
                .isEqualTo(EffectiveRollout.of(off, RouteKind.TWO, null));
        assertThat(EffectiveRollout.of(drilled, RouteKind.TWO, null))
                .isEqualTo(EffectiveRollout.of(quarter, RouteKind.TWO, null));
        assertThat(EffectiveRollout.of(protectedToo, RouteKind.TWO, null))
                .isEqualTo(EffectiveRollout.of(quarter, RouteKind.TWO, null));
        assertThat(EffectiveRollout.of(off, RouteKind.TWO, null))
                .isNotEqualTo(EffectiveRollout.of(quarter, RouteKind.TWO, null));
    }

    @Test
    void three_routes_are_told_and_the_rest_is_counted() {
        StillDoes still = StillDoes.of(List.of("a", "b", "c", "d", "e").stream()
                .map(route -> new StillDoes.OnRoute(route, "all on new"))
                .toList());

        assertThat(still.routes()).extracting(StillDoes.OnRoute::route).containsExactly("a", "b", "c");
        assertThat(still.more()).isEqualTo(2);
    }

    private static FlagState flag(RolloutSpec rollout) {
        return flag(cohort("default", rollout));
    }

    private static FlagState flag(CohortSpec... cohorts) {
        return FlagStateBuilder.builder()
                .enabled(true)
                .cohorts(Arrays.asList(cohorts))
                .rollback(null)
                .newOnlySince(null)
                .settings(FlagSettings.DEFAULT)
                .drill(null)
                .build();
    }

    private static CohortSpec cohort(String name, RolloutSpec rollout) {
        return new CohortSpec(name, List.of(), rollout);
    }
}
