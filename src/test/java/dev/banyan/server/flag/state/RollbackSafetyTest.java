package dev.banyan.server.flag.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.state.RollbackSafety.Level;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollbackSafetyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Missing TWELVE = new Missing(12, 0, NOW.minusSeconds(60));

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"OFF", "COMPLETE"},
            mode = EnumSource.Mode.EXCLUDE)
    void with_writes_that_legacy_lacks_a_rollback_loses_them_at_any_stage(Stage stage) {
        RollbackSafety safety = RollbackSafety.of(at(stage), false, TWELVE);

        assertThat(safety.level()).isEqualTo(Level.LOSSY);
        assertThat(safety.missing()).isEqualTo(12);
        assertThat(safety.missingSince()).isEqualTo(NOW.minusSeconds(60));
        assertThat(safety.since()).isNull();
        assertThat(safety.sentence())
                .isEqualTo("Lossy: 12 second writes are still missing on legacy, the oldest since 2026-01-01T11:59:00Z."
                        + " To make up for them, reconcile them in the service that keeps them.");
    }

    @Test
    void it_goes_on_to_lose_them_after_the_rollback() {
        FlagState back = at(Stage.LIVE).rollBack(RouteKind.SIX, RollbackMode.ROLLBACK, NOW, "sam", null);

        assertThat(RollbackSafety.of(back, false, TWELVE).level()).isEqualTo(Level.LOSSY);
        assertThat(RollbackSafety.of(back, false, Missing.NONE).level()).isEqualTo(Level.SAFE);
    }

    @Test
    void of_those_that_no_ledger_has_it_says_what_to_do_too() {
        RollbackSafety safety = RollbackSafety.of(at(Stage.LIVE), false, new Missing(0, 1, null));

        assertThat(safety.level()).isEqualTo(Level.LOSSY);
        assertThat(safety.sentence())
                .isEqualTo(
                        "Lossy: 1 second write is still missing on legacy and could not even be kept. To make up for them,"
                                + " backfill legacy for those that no ledger has, and let the service forget them (forgetLost).");
        assertThat(RollbackSafety.of(at(Stage.LIVE), false, new Missing(2_000, 1, null))
                        .sentence())
                .contains("2,000 second writes are still missing on legacy, and 1 more could not even be kept.");
    }

    @Test
    void what_new_alone_was_written_weighs_more_and_both_are_said() {
        FlagState some = at(Stage.RAMPDOWN, Stage.COMPLETE, 10).observedAt(NOW, false);
        FlagState all = at(Stage.COMPLETE).observedAt(NOW, false);

        assertThat(RollbackSafety.of(some, false, TWELVE).level()).isEqualTo(Level.LOSSY);
        assertThat(RollbackSafety.of(some, false, TWELVE).since()).isEqualTo(NOW);
        assertThat(RollbackSafety.of(all, false, TWELVE).level()).isEqualTo(Level.NEEDS_REPLAY);
        assertThat(RollbackSafety.of(all, false, TWELVE).sentence())
                .contains("legacy receives no writes", "12 second writes");
        assertThat(RollbackSafety.of(all, false, Missing.NONE).sentence()).doesNotContain("second write");
    }

    private static FlagState at(Stage stage) {
        return at(Stage.values()[stage.ordinal() - 1], stage, 1_000_000);
    }

    private static FlagState at(Stage from, Stage to, int share) {
        CohortSpec all = new CohortSpec("default", List.of(), new RolloutSpec(from, to, share));
        return FlagStateBuilder.builder()
                .enabled(true)
                .cohorts(List.of(all))
                .rollback(null)
                .newOnlySince(null)
                .settings(null)
                .drill(null)
                .build();
    }
}
