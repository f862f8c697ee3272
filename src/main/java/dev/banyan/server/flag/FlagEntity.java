package dev.banyan.server.flag;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.flag.state.BreakerSpec;
import dev.banyan.server.flag.state.CohortSpec;
import dev.banyan.server.flag.state.Drill;
import dev.banyan.server.flag.state.FlagSettings;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.flag.state.FlagStateBuilder;
import dev.banyan.server.flag.state.PacedRollbackProgress;
import dev.banyan.server.flag.state.Rollback;
import dev.banyan.server.flag.state.RollbackBuilder;
import dev.banyan.server.flag.state.ShadowSpec;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

@Entity
@Table(name = "flag")
class FlagEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "environment_id")
    long environmentId;

    @Column(name = "route_key")
    String route;

    /** The environment's revision that changed this flag last. */
    long version;

    boolean enabled;
    String cohorts;

    @Column(name = "rollback_stage")
    String rollbackStage;

    @Column(name = "rollback_mode")
    String rollbackMode;

    @Column(name = "rolled_back_at")
    Instant rolledBackAt;

    @Column(name = "rolled_back_by")
    String rolledBackBy;

    @Column(name = "rollback_reason")
    String rollbackReason;

    @Column(name = "new_only_since")
    Instant newOnlySince;

    @Column(name = "shadow_share")
    int shadowShare;

    @Column(name = "shadow_control")
    int shadowControl;

    /** As published; null for none. */
    String breaker;

    @Column(name = "paced_seconds")
    int pacedSeconds;

    @Column(name = "pace_seconds")
    Integer paceSeconds;

    @Column(name = "pace_step")
    Integer paceStep;

    @Column(name = "pace_next_at")
    Instant paceNextAt;

    @Column(name = "drilled_revision")
    Long drilledRevision;

    @Column(name = "drilled_at")
    Instant drilledAt;

    @Column(name = "drilled_by")
    String drilledBy;

    FlagState state() {
        Rollback rollback = rollbackStage == null
                ? null
                : RollbackBuilder.builder()
                        .stage(Stage.parse(rollbackStage))
                        .mode(RollbackMode.parse(rollbackMode))
                        .at(rolledBackAt)
                        .by(rolledBackBy)
                        .reason(rollbackReason)
                        .pace(paceStep == null ? null : new PacedRollbackProgress(paceSeconds, paceStep, paceNextAt))
                        .build();
        List<CohortSpec> all = List.of(RulesetJson.read(cohorts, CohortSpec[].class));
        return FlagStateBuilder.builder()
                .enabled(enabled)
                .cohorts(all)
                .rollback(rollback)
                .newOnlySince(newOnlySince)
                .settings(settings())
                .drill(drill())
                .build();
    }

    private FlagSettings settings() {
        return new FlagSettings(
                new ShadowSpec(shadowShare, shadowControl),
                breaker == null ? null : RulesetJson.read(breaker, BreakerSpec.class),
                pacedSeconds);
    }

    private Drill drill() {
        return drilledRevision == null ? null : new Drill(drilledRevision, drilledAt, drilledBy);
    }

    /** Its version stays: nothing that somebody may be editing has changed. */
    void set(Drill drill) {
        drilledRevision = drill.revision();
        drilledAt = drill.at();
        drilledBy = drill.by();
    }

    /** All but the drill, which no other change touches. */
    void set(FlagState state, long revision) {
        Rollback rollback = state.rollback();
        version = revision;
        enabled = state.enabled();
        cohorts = RulesetJson.write(state.cohorts());
        rollbackStage = rollback == null ? null : rollback.stage().key();
        rollbackMode = rollback == null ? null : rollback.mode().key();
        rolledBackAt = rollback == null ? null : rollback.at();
        rolledBackBy = rollback == null ? null : rollback.by();
        rollbackReason = rollback == null ? null : rollback.reason();
        set(rollback == null ? null : rollback.pace());
        newOnlySince = state.newOnlySince();
        set(state.settings());
    }

    private void set(PacedRollbackProgress pace) {
        paceSeconds = pace == null ? null : pace.seconds();
        paceStep = pace == null ? null : pace.step();
        paceNextAt = pace == null ? null : pace.nextAt();
    }

    private void set(FlagSettings settings) {
        shadowShare = settings.shadow().share();
        shadowControl = settings.shadow().control();
        breaker = settings.breaker() == null ? null : RulesetJson.write(settings.breaker());
        pacedSeconds = settings.pacedSeconds();
    }
}
