package dev.banyan.server.flag.state;

import static dev.banyan.evaluation.Stage.COMPLETE;
import static dev.banyan.evaluation.Stage.LIVE;
import static dev.banyan.evaluation.Stage.RAMPDOWN;
import static dev.banyan.evaluation.Stage.SHADOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.DataSharing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedRollbackPathTest {
    private static final int WHOLE = RolloutSpec.WHOLE;

    @Test
    void a_share_shrinks_evenly() {
        assertThat(at(RouteKind.SIX, SHADOW, LIVE, 250_000, WHOLE / 2))
                .isEqualTo(new RolloutSpec(SHADOW, LIVE, 125_000));
        assertThat(at(RouteKind.TWO, Stage.OFF, COMPLETE, WHOLE, WHOLE / 4))
                .isEqualTo(new RolloutSpec(Stage.OFF, COMPLETE, 250_000));
    }

    @Test
    void from_further_on_it_walks_back_stage_by_stage() {
        assertThat(at(RouteKind.SIX, RAMPDOWN, COMPLETE, WHOLE, 900_000))
                .isEqualTo(new RolloutSpec(RAMPDOWN, COMPLETE, 700_000));
        assertThat(at(RouteKind.SIX, RAMPDOWN, COMPLETE, WHOLE, 500_000))
                .isEqualTo(new RolloutSpec(LIVE, RAMPDOWN, 500_000));
        assertThat(at(RouteKind.SIX, RAMPDOWN, COMPLETE, WHOLE, 100_000))
                .isEqualTo(new RolloutSpec(SHADOW, LIVE, 300_000));
    }

    @Test
    void in_the_last_pair_all_cohorts_shrink_in_the_same_proportion() {
        List<CohortSpec> both = List.of(
                cohort("staff", new RolloutSpec(SHADOW, LIVE, WHOLE)),
                cohort("default", new RolloutSpec(SHADOW, LIVE, 200_000)));
        assertThat(new PacedRollbackPath(RouteKind.SIX).at(both, 250_000))
                .extracting(cohort -> cohort.rollout().share())
                .containsExactly(250_000, 50_000);
    }

    @Test
    void who_is_not_beyond_the_way_back_stays() {
        RolloutSpec early = new RolloutSpec(Stage.OFF, Stage.DUALWRITE, 300_000);
        assertThat(at(RouteKind.SIX, early, 1)).isEqualTo(early);
        assertThat(new PacedRollbackPath(RouteKind.SIX).hasAWay(List.of(cohort("default", early))))
                .isFalse();
    }

    /** Whatever two cohorts a safety check lets pass, at each point of the way. */
    @Test
    void nobody_moves_forward_and_every_state_on_the_way_is_safe_and_can_be_published() {
        int looked = 0;
        for (RouteKind kind : RouteKind.values()) {
            for (List<CohortSpec> start : safePairs(kind)) {
                List<CohortSpec> before = start;
                for (int left = WHOLE - 50_000; left >= 0; left -= 50_000) {
                    List<CohortSpec> now = new PacedRollbackPath(kind).at(start, left);
                    requireNotForward(kind, before, now);
                    now.forEach(each -> assertThat(kind.adjacent(
                                    each.rollout().from(), each.rollout().to()))
                            .isTrue());
                    assertThat(SafetyCheck.conflicts(kind, DataSharing.SHARED, flag(now), flag(now)))
                            .isEmpty();
                    before = now;
                    looked++;
                }
                assertThat(flag(before).plannedStages()).allMatch(stage -> stage.compareTo(kind.rollbackStage()) <= 0);
            }
        }
        assertThat(looked).isGreaterThan(5_000);
    }

    private static List<List<CohortSpec>> safePairs(RouteKind kind) {
        List<RolloutSpec> rollouts = new ArrayList<>();
        for (int i = 0; i + 1 < kind.stages().size(); i++) {
            for (int share : new int[] {0, 1, 333_333, 999_999, WHOLE}) {
                rollouts.add(new RolloutSpec(kind.stages().get(i), kind.stages().get(i + 1), share));
            }
        }
        List<List<CohortSpec>> pairs = new ArrayList<>();
        for (RolloutSpec one : rollouts) {
            for (RolloutSpec other : rollouts) {
                List<CohortSpec> pair = List.of(cohort("staff", one), cohort("default", other));
                if (SafetyCheck.conflicts(kind, DataSharing.SHARED, flag(pair), flag(pair))
                        .isEmpty()) {
                    pairs.add(pair);
                }
            }
        }
        return pairs;
    }

    private static void requireNotForward(RouteKind kind, List<CohortSpec> before, List<CohortSpec> now) {
        for (int i = 0; i < now.size(); i++) {
            assertThat(position(kind, now.get(i).rollout()))
                    .isLessThanOrEqualTo(position(kind, before.get(i).rollout()));
        }
    }

    private static long position(RouteKind kind, RolloutSpec rollout) {
        return kind.stages().indexOf(rollout.from()) * (long) WHOLE + rollout.share();
    }

    private static RolloutSpec at(RouteKind kind, Stage from, Stage to, int share, int left) {
        return at(kind, new RolloutSpec(from, to, share), left);
    }

    private static RolloutSpec at(RouteKind kind, RolloutSpec rollout, int left) {
        return new PacedRollbackPath(kind)
                .at(List.of(cohort("default", rollout)), left)
                .get(0)
                .rollout();
    }

    private static CohortSpec cohort(String name, RolloutSpec rollout) {
        return new CohortSpec(name, List.of(), rollout);
    }

    private static FlagState flag(List<CohortSpec> cohorts) {
        return FlagState.notStarted(RouteKind.SIX).withCohorts(cohorts);
    }
}
