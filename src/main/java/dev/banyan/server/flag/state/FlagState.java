package dev.banyan.server.flag.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.RollbackMode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a route stands in an environment. Immutable: each action gives a new state.
 *
 * @param enabled false until the flag is changed for the first time: everybody is at the first stage
 * @param rollback the overlay that holds everybody back, or null
 * @param newOnlySince since when some writes exist only in the new side; null when legacy has received all of them
 * @param settings never null; states that were written before there were any have the default
 * @param drill the last rehearsal of the rollback, or null; moves nobody
 */
@RecordBuilder
public record FlagState(
        boolean enabled,
        List<CohortSpec> cohorts,
        Rollback rollback,
        Instant newOnlySince,
        FlagSettings settings,
        @JsonInclude(JsonInclude.Include.NON_NULL) Drill drill) {

    public FlagState {
        cohorts = List.copyOf(cohorts);
        settings = settings == null ? FlagSettings.DEFAULT : settings;
    }

    public static FlagState notStarted(RouteKind kind) {
        List<Stage> stages = kind.stages();
        RolloutSpec nobody = new RolloutSpec(stages.get(0), stages.get(1), 0);
        return FlagStateBuilder.builder()
                .enabled(false)
                .cohorts(List.of(new CohortSpec(CohortSpec.DEFAULT, List.of(), nobody)))
                .rollback(null)
                .newOnlySince(null)
                .settings(FlagSettings.DEFAULT)
                .drill(null)
                .build();
    }

    /** The stages that the rollout leads to, the overlay aside. */
    @JsonIgnore
    public Set<Stage> plannedStages() {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        if (!enabled) {
            return EnumSet.of(Stage.OFF);
        }
        cohorts.forEach(cohort -> stages.addAll(cohort.rollout().stagesInUse()));
        return stages;
    }

    /** The stages that somebody is really at. */
    @JsonIgnore
    Set<Stage> stagesInUse() {
        if (rollback == null) {
            return plannedStages();
        }
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        plannedStages().forEach(stage -> stages.add(stage.cappedAt(rollback.stage())));
        if (rollback.isUnderWay()) {
            stages.addAll(plannedStages());
        }
        return stages;
    }

    public FlagState withCohorts(List<CohortSpec> other) {
        return FlagStateBuilder.builder(this).enabled(true).cohorts(other).build();
    }

    FlagState withRollout(String cohort, RolloutSpec rollout) {
        return withCohorts(cohorts.stream()
                .map(each -> each.name().equals(cohort) ? each.with(rollout) : each)
                .toList());
    }

    /** Nobody moves: a flag that has not started stays so. */
    FlagState withSettings(FlagSettings other) {
        return FlagStateBuilder.builder(this).settings(other).build();
    }

    /** The rollout and the settings of then; a rollback in force stays, and so does the last drill. */
    public FlagState revertedTo(FlagState then) {
        return withCohorts(then.cohorts).withSettings(then.settings);
    }

    /** A rollback never moves anybody forward: an isolated flag stays isolated. */
    public FlagState rollBack(RouteKind kind, RollbackMode mode, Instant at, String by, String reason) {
        Stage stage = mode.cap(kind);
        if (rollback != null && !rollback.isUnderWay() && rollback.stage().compareTo(stage) <= 0) {
            return this;
        }
        return with(new Rollback(stage, mode, at, by, reason));
    }

    /**
     * Begins to return the route step by step. Where that has begun, somebody presses again because it takes too long: then the rest comes
     * at once, as it does where nobody has a way to go.
     */
    public FlagState rollBackOver(int seconds, RouteKind kind, Instant at, String by, String reason) {
        boolean atOnce = seconds == 0 || rollback != null || !enabled || !new PacedRollbackPath(kind).hasAWay(cohorts);
        return atOnce
                ? rollBack(kind, RollbackMode.ROLLBACK, at, by, reason)
                : with(RollbackBuilder.builder()
                        .stage(kind.rollbackStage())
                        .mode(RollbackMode.ROLLBACK)
                        .at(at)
                        .by(by)
                        .reason(reason)
                        .pace(PacedRollbackProgress.start(seconds, at))
                        .build());
    }

    /** One step further back. */
    public FlagState steppedBack(Instant now) {
        return with(rollback.with(rollback.pace().next(now)));
    }

    public FlagState allTheWayBack() {
        return with(rollback.inFull());
    }

    private FlagState with(Rollback other) {
        return FlagStateBuilder.builder(this).rollback(other).build();
    }

    @JsonIgnore
    public boolean isComingDown() {
        return rollback != null && rollback.isUnderWay();
    }

    /** Whether everybody is at the last stage, and nothing holds them back. */
    @JsonIgnore
    public boolean isComplete() {
        return rollback == null && plannedStages().equals(EnumSet.of(Stage.COMPLETE));
    }

    /** Whether legacy answers anybody. */
    public boolean legacyAnswers() {
        return stagesInUse().stream().anyMatch(stage -> stage.side() == Side.LEGACY);
    }

    /** The cohorts as instances get them, beneath the overlay: on the way back, what is left of the rollout. */
    List<CohortSpec> served(RouteKind kind) {
        return isComingDown()
                ? new PacedRollbackPath(kind).at(cohorts, rollback.pace().left())
                : cohorts;
    }

    /** The stage that nobody is beyond; null while there is none, or not yet. */
    @JsonIgnore
    public Stage heldAt() {
        return rollback == null || rollback.isUnderWay() ? null : rollback.stage();
    }

    public Optional<Rollback> rollbackIfAny() {
        return Optional.ofNullable(rollback);
    }

    public FlagState resume() {
        return FlagStateBuilder.builder(this).rollback(null).build();
    }

    FlagState drilled(Drill now) {
        return FlagStateBuilder.builder(this).drill(now).build();
    }

    /** Legacy has been given the writes that it had missed. */
    public FlagState replayed() {
        return FlagStateBuilder.builder(this).newOnlySince(null).build();
    }

    /** Remembers since when a rollback loses something. */
    public FlagState observedAt(Instant now, boolean readOnly) {
        boolean loses = !readOnly && newOnlySince == null && stagesInUse().contains(Stage.COMPLETE);
        return loses ? FlagStateBuilder.builder(this).newOnlySince(now).build() : this;
    }

    /**
     * True when the new side would be missing writes if the flag went on where it was held back.
     *
     * @param heldAt the stage that a rollback held everybody at
     */
    boolean resumeNeedsBackfill(RouteKind kind, boolean readOnly, Stage heldAt) {
        // Routes of two stages never keep both sides in step, so a pause changes nothing for them.
        return kind != RouteKind.TWO
                && !readOnly
                && !heldAt.writesNew()
                && plannedStages().stream().anyMatch(Stage::writesNew);
    }
}
