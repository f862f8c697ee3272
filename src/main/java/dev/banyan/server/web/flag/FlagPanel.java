package dev.banyan.server.web.flag;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.web.kit.Ask;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.Share;
import dev.banyan.server.web.kit.StageWords;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Locale;

/**
 * The state of a route in one environment.
 *
 * @param version what a change has to name, so that nobody overwrites what they have not seen
 * @param cohorts in the order in which they decide; the default one is last
 * @param rollback the rollback that holds, or null
 * @param pacedSeconds over how long a press returns the route; 0 for at once
 * @param load what the route gets just now
 * @param canIsolate whether a rollback of this route leaves calls to the new side that isolating would stop
 */
@RecordBuilder
public record FlagPanel(
        RouteHead head,
        long version,
        FlagStatus status,
        TrackView track,
        List<CohortPanel> cohorts,
        SafetyView safety,
        RollbackView rollback,
        int pacedSeconds,
        boolean canIsolate,
        Permit permit,
        Load load) {

    public FlagPanel under(Load now) {
        return FlagPanelBuilder.builder(this).load(now).build();
    }

    public CohortPanel defaultCohort() {
        return cohorts.get(cohorts.size() - 1);
    }

    /** What a cohort is called in a sentence. */
    public String groupName(String cohort) {
        return cohort == null || cohort.equals(defaultCohort().name())
                ? (many() ? "everyone else" : "everyone")
                : "cohort " + cohort;
    }

    public Rollout rollout() {
        return defaultCohort().rollout();
    }

    public boolean many() {
        return cohorts.size() > 1;
    }

    public int others() {
        return cohorts.size() - 1;
    }

    public boolean rolledBack() {
        return rollback != null;
    }

    /** Whether a rollback is on its way: the cohorts are what is left then, not what resuming brings back. */
    public boolean returning() {
        return rolledBack() && rollback.underWay();
    }

    public boolean complete() {
        return status == FlagStatus.COMPLETE;
    }

    public boolean notStarted() {
        return status == FlagStatus.NOT_STARTED;
    }

    /** Whether there is anything that a rollback would take back. */
    public boolean canRollBack() {
        return !rolledBack() && moved();
    }

    /** Whether anybody is, or was before a rollback, beyond the first stage. */
    public boolean moved() {
        return status != FlagStatus.NOT_STARTED && status != FlagStatus.LEGACY;
    }

    /** What the button says that takes it back. Where it can do no more it says so, and its place leads nowhere else. */
    public String rollBackLabel() {
        return switch (status) {
            case RETURNING -> "Rolling back";
            case ROLLED_BACK -> "Rolled back";
            case ISOLATED -> "Isolated";
            default -> pacedSeconds > 0 ? "Roll back over " + pacedSeconds + " s" : "Roll back";
        };
    }

    /** Whether there is a faster way back than the ordinary one; its place is kept while it can do nothing. */
    public boolean hasAtOnce() {
        return returning() || pacedSeconds > 0;
    }

    public boolean canReturnAtOnce() {
        return returning() || hasAtOnce() && canRollBack();
    }

    public boolean isolatable() {
        return track.stops().size() == RouteKind.SIX.stageCount();
    }

    public Ask isolation() {
        String moved = rolledBack() || takenBack() == 0
                ? "Legacy goes on answering everyone."
                : Figures.requests(takenBack()) + " go back to legacy.";
        return Ask.isolate("isolate", head.address(), moved, permit);
    }

    /** Whether new answers any caller, as the route is set and holds now. */
    public boolean newAnswersSomebody() {
        return (!rolledBack() || returning()) && newWouldAnswer();
    }

    /** The same beneath a rollback that holds. */
    public boolean newWouldAnswer() {
        return cohorts.stream().anyMatch(cohort -> !cohort.rollout().onNew().none());
    }

    /** Requests a second that a rollback takes from new. Of one cohort that is known at the moment of a move, of several it is counted. */
    public double takenBack() {
        if (!newAnswersSomebody()) {
            return 0;
        }
        return many() || returning() ? load.onNew() : givenBack();
    }

    /** Requests a second that new gets when a rollback is lifted, as far as the last cohort tells. */
    public double givenBack() {
        return load.at(rollout().onNew());
    }

    /** The new side's share as it is configured and holds now. */
    public Share onNew() {
        return rolledBack() && !returning() ? Share.NONE : rollout().onNew();
    }

    public String headline() {
        return switch (status) {
            case NOT_STARTED -> "Not started: legacy serves everyone.";
            case LEGACY -> "Legacy serves everyone.";
            case MOVING -> fallsShort() ? moving() + " Just now new answers " + part(load.onNew()) + "." : moving();
            case COMPLETE ->
                fallsShort()
                        ? "Moved, but legacy answers " + part(load.perSecond() - load.onNew()) + " just now."
                        : "Moved: new serves everyone.";
            case RETURNING -> "Rolling back: legacy gets its callers back.";
            case ROLLED_BACK -> "Rolled back: legacy serves everyone.";
            case ISOLATED -> "Isolated: nothing reaches the new side.";
        };
    }

    /**
     * Whether services do otherwise than it is set: their breakers are open, overrides hold, or they have not followed. Up to half may be
     * chance, or the move of a moment ago.
     */
    private boolean fallsShort() {
        return !many() && load.perSecond() >= 1 && load.onNew() < givenBack() / 2;
    }

    private String part(double perSecond) {
        return Shares.percentage(Math.round(perSecond * 1_000), Math.round(load.perSecond() * 1_000));
    }

    public String safetyTitle() {
        return rolledBack() && !returning() && safety.safe() ? "Nothing was lost" : safety.title();
    }

    public String safetySentence() {
        return rolledBack() && !returning() && safety.safe() ? "Legacy has received every write." : safety.sentence();
    }

    /** While a rollback holds or is on its way, what the track shows; the headline stands in the alarm above it. */
    public String standing() {
        if (returning()) {
            return moving();
        }
        return rolledBack() ? "Everyone at " + rollback.capLabel() : headline();
    }

    private String moving() {
        Share onNew = rollout().onNew();
        String who = many() ? " of everyone else" : "";
        if (!onNew.none() && !onNew.all()) {
            return "New serves " + onNew.text() + who + ", legacy the rest.";
        }
        String everyone = many() ? "Everyone else" : "Everyone";
        if (rollout().settled() != null) {
            return everyone + " at " + StageWords.label(rollout().settled()) + ".";
        }
        String side = onNew.all() ? "New" : "Legacy";
        return side + " answers " + everyone.toLowerCase(Locale.ROOT) + ". "
                + rollout().sentence() + ".";
    }
}
