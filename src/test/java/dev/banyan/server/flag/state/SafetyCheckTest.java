package dev.banyan.server.flag.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.DataSharing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetyCheckTest {

    @ParameterizedTest
    @CsvSource({"OFF,DUALWRITE", "DUALWRITE,SHADOW", "SHADOW,LIVE", "LIVE,RAMPDOWN", "RAMPDOWN,COMPLETE"})
    void neighbours_may_meet_in_the_same_data(Stage from, Stage to) {
        assertThat(conflicts(at(from, to, 0), at(from, to, 500_000))).isEmpty();
    }

    @Test
    void new_would_miss_the_writes_of_those_who_only_write_to_legacy() {
        assertThat(conflicts(at(Stage.OFF, Stage.DUALWRITE, 0), at(Stage.SHADOW, Stage.LIVE, 1_000_000)))
                .singleElement()
                .asString()
                .contains("the new side would miss the writes of cohort default before this change");
    }

    @Test
    void legacy_would_miss_the_writes_of_those_who_only_write_to_new() {
        FlagState staffAtComplete = FlagStateBuilder.builder()
                .enabled(true)
                .cohorts(List.of(
                        new CohortSpec(
                                "staff", condition(), new RolloutSpec(Stage.RAMPDOWN, Stage.COMPLETE, 1_000_000)),
                        new CohortSpec(
                                "default", List.of(), new RolloutSpec(Stage.DUALWRITE, Stage.SHADOW, 1_000_000))))
                .rollback(null)
                .newOnlySince(null)
                .settings(null)
                .drill(null)
                .build();
        assertThat(conflicts(staffAtComplete, staffAtComplete))
                .singleElement()
                .asString()
                .contains("cohort default is at shadow while cohort staff is at complete")
                .contains("the legacy side would miss the writes of cohort staff");
    }

    @Test
    void a_step_over_a_stage_is_refused_while_instances_still_work_by_the_state_before() {
        assertThat(conflicts(at(Stage.OFF, Stage.DUALWRITE, 500_000), at(Stage.DUALWRITE, Stage.SHADOW, 100_000)))
                .isNotEmpty();
        assertThat(conflicts(at(Stage.OFF, Stage.DUALWRITE, 1_000_000), at(Stage.DUALWRITE, Stage.SHADOW, 100_000)))
                .isEmpty();
    }

    @Test
    void partitioned_data_may_be_anywhere() {
        assertThat(SafetyCheck.conflicts(
                        RouteKind.SIX,
                        DataSharing.PARTITIONED,
                        at(Stage.OFF, Stage.DUALWRITE, 0),
                        at(Stage.RAMPDOWN, Stage.COMPLETE, 1_000_000)))
                .isEmpty();
    }

    @Test
    void a_flag_that_was_not_started_is_at_off() {
        FlagState notStarted = FlagState.notStarted(RouteKind.SIX);
        assertThat(conflicts(notStarted, at(Stage.OFF, Stage.DUALWRITE, 10))).isEmpty();
        assertThat(conflicts(notStarted, at(Stage.DUALWRITE, Stage.SHADOW, 10))).isNotEmpty();
    }

    private static List<String> conflicts(FlagState before, FlagState after) {
        return SafetyCheck.conflicts(RouteKind.SIX, DataSharing.SHARED, before, after);
    }

    private static FlagState at(Stage from, Stage to, int share) {
        return FlagStateBuilder.builder()
                .enabled(true)
                .cohorts(List.of(new CohortSpec("default", List.of(), new RolloutSpec(from, to, share))))
                .rollback(null)
                .newOnlySince(null)
                .settings(null)
                .drill(null)
                .build();
    }

    private static List<ConditionSpec> condition() {
        return List.of(new ConditionSpec("staff", "equals", List.of(true), false));
    }
}
