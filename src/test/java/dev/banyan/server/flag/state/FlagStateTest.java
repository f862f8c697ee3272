package dev.banyan.server.flag.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.environment.RulesetJson;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlagStateTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @EnumSource(RouteKind.class)
    void a_rollback_never_moves_anybody_forward(RouteKind kind) {
        for (int i = 1; i < kind.stages().size(); i++) {
            FlagState flag = at(kind.stages().get(i - 1), kind.stages().get(i), 400_000);
            for (RollbackMode mode : RollbackMode.values()) {
                FlagState back = flag.rollBack(kind, mode, NOW, "sam", null);
                Stage furthest =
                        flag.plannedStages().stream().max(Stage::compareTo).orElseThrow();
                assertThat(back.stagesInUse()).allMatch(stage -> stage.compareTo(furthest) <= 0);
                assertThat(back.resume()).isEqualTo(flag);
            }
        }
    }

    @Test
    void six_stages_go_back_to_shadow_and_isolation_to_off() {
        FlagState live = at(Stage.LIVE, Stage.RAMPDOWN, 1_000_000);
        assertThat(live.rollBack(RouteKind.SIX, RollbackMode.ROLLBACK, NOW, "sam", null)
                        .stagesInUse())
                .isEqualTo(Set.of(Stage.SHADOW));
        assertThat(live.rollBack(RouteKind.SIX, RollbackMode.ISOLATE, NOW, "sam", null)
                        .stagesInUse())
                .isEqualTo(Set.of(Stage.OFF));
    }

    @Test
    void a_rollback_deepens_but_never_weakens() {
        FlagState isolated =
                at(Stage.SHADOW, Stage.LIVE, 10).rollBack(RouteKind.SIX, RollbackMode.ISOLATE, NOW, "sam", null);
        assertThat(isolated.rollBack(RouteKind.SIX, RollbackMode.ROLLBACK, NOW, "ana", null))
                .isEqualTo(isolated);
        FlagState back =
                at(Stage.SHADOW, Stage.LIVE, 10).rollBack(RouteKind.SIX, RollbackMode.ROLLBACK, NOW, "sam", null);
        assertThat(back.rollBack(RouteKind.SIX, RollbackMode.ISOLATE, NOW, "ana", null)
                        .rollback()
                        .stage())
                .isEqualTo(Stage.OFF);
    }

    @Test
    void writes_that_only_new_has_are_remembered_until_they_are_replayed() {
        FlagState moved = at(Stage.RAMPDOWN, Stage.COMPLETE, 10).observedAt(NOW, false);
        FlagState back = moved.rollBack(RouteKind.SIX, RollbackMode.ROLLBACK, NOW, "sam", null)
                .observedAt(NOW.plusSeconds(9), false);
        assertThat(back.newOnlySince()).isEqualTo(NOW);
        assertThat(RollbackSafety.of(back, false, Missing.NONE).level()).isEqualTo(RollbackSafety.Level.LOSSY);
        assertThat(RollbackSafety.of(back.replayed(), false, Missing.NONE).level())
                .isEqualTo(RollbackSafety.Level.SAFE);
    }

    @Test
    void up_to_rampdown_legacy_has_received_every_write() {
        for (Stage stage : List.of(Stage.DUALWRITE, Stage.SHADOW, Stage.LIVE, Stage.RAMPDOWN)) {
            Stage before = Stage.values()[stage.ordinal() - 1];
            FlagState flag = at(before, stage, 1_000_000).observedAt(NOW, false);
            assertThat(RollbackSafety.of(flag, false, Missing.NONE).level()).isEqualTo(RollbackSafety.Level.SAFE);
        }
    }

    @Test
    void routes_that_only_read_lose_nothing() {
        FlagState complete = at(Stage.OFF, Stage.COMPLETE, 1_000_000).observedAt(NOW, true);
        assertThat(RollbackSafety.of(complete, true, Missing.NONE).level()).isEqualTo(RollbackSafety.Level.SAFE);
        assertThat(RollbackSafety.of(
                                at(Stage.OFF, Stage.COMPLETE, 1_000_000).observedAt(NOW, false), false, Missing.NONE)
                        .level())
                .isEqualTo(RollbackSafety.Level.NEEDS_REPLAY);
    }

    @Test
    void what_is_stored_is_read_back_as_it_was() {
        FlagState flag = at(Stage.SHADOW, Stage.LIVE, 123_456)
                .observedAt(NOW, false)
                .rollBack(RouteKind.SIX, RollbackMode.ROLLBACK, NOW, "sam", "slow");
        assertThat(RulesetJson.read(RulesetJson.write(flag), FlagState.class)).isEqualTo(flag);
    }

    /** Or after an upgrade that is taken back. */
    @Test
    void what_a_newer_release_has_stored_is_read_without_what_is_unknown_here() {
        String stored = """
                {"enabled":true,"cohorts":[{"name":"staff","colour":"red","conditions":[{"attribute":"country","operator":"equals",
                   "values":["DE"],"negated":false,"weight":1}],"rollout":{"from":"shadow","to":"live","share":10,"curve":{"a":[1]}}}],
                 "rollback":{"stage":"shadow","mode":"rollback","at":"2026-01-01T12:00:00Z","by":"sam","reason":"slow","until":null},
                 "newOnlySince":null,"settings":{"shadow":{"share":1000000,"control":0,"newer":1},"breaker":null,"plan":"slow"},"newer":[{}]}""";

        FlagState read = RulesetJson.read(stored, FlagState.class);

        assertThat(read.cohorts()).hasSize(1);
        assertThat(read.plannedStages()).containsExactlyInAnyOrder(Stage.SHADOW, Stage.LIVE);
        assertThat(read.rollback().reason()).isEqualTo("slow");
        assertThat(read.cohorts().get(0).conditions().get(0).values()).containsExactly("DE");
        assertThat(RulesetJson.read(RulesetJson.write(read), FlagState.class)).isEqualTo(read);
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
}
