package dev.banyan.evaluation;

import static dev.banyan.evaluation.Stage.COMPLETE;
import static dev.banyan.evaluation.Stage.DUALWRITE;
import static dev.banyan.evaluation.Stage.LIVE;
import static dev.banyan.evaluation.Stage.OFF;
import static dev.banyan.evaluation.Stage.RAMPDOWN;
import static dev.banyan.evaluation.Stage.SHADOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteKindTest {

    @Test
    void has_two_four_or_six_stages() {
        assertThat(RouteKind.ofStages(2).stages()).containsExactly(OFF, COMPLETE);
        assertThat(RouteKind.ofStages(4).stages()).containsExactly(OFF, SHADOW, LIVE, COMPLETE);
        assertThat(RouteKind.ofStages(6).stages()).containsExactly(OFF, DUALWRITE, SHADOW, LIVE, RAMPDOWN, COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 0, 1, 3, 5, 7})
    void refuses_another_number_of_stages(int count) {
        assertThatThrownBy(() -> RouteKind.ofStages(count))
                .hasMessage("unknown kind '" + count + "'; allowed: 2, 4, 6");
    }

    @ParameterizedTest
    @EnumSource
    void only_neighbours_in_the_order_of_the_migration_are_adjacent(RouteKind kind) {
        for (Stage from : Stage.values()) {
            for (Stage to : Stage.values()) {
                int distance = kind.stages().indexOf(to) - kind.stages().indexOf(from);
                boolean both = kind.stages().contains(from) && kind.stages().contains(to);

                assertThat(kind.adjacent(from, to)).isEqualTo(both && distance == 1);
            }
        }
    }

    @Test
    void a_rollback_leaves_legacy_in_charge() {
        assertThat(RouteKind.TWO.rollbackStage()).isEqualTo(OFF);
        assertThat(RouteKind.FOUR.rollbackStage()).isEqualTo(OFF);
        assertThat(RouteKind.SIX.rollbackStage()).isEqualTo(SHADOW);
    }

    @Test
    void isolating_stops_every_call_to_new() {
        for (RouteKind kind : RouteKind.values()) {
            assertThat(EnvironmentRollback.ISOLATE.cap(kind)).isEqualTo(OFF);
            assertThat(EnvironmentRollback.ROLLBACK.cap(kind)).isEqualTo(kind.rollbackStage());
        }
    }
}
