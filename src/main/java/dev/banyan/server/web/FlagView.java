package dev.banyan.server.web;

import java.util.List;
import java.util.Locale;

/**
 * The state of a route in one environment.
 *
 * @param version what a change has to name, so that nobody overwrites what they have not seen
 * @param cohorts in the order in which they decide; the default one is last
 * @param rollback the rollback that holds, or null
 * @param pacedSeconds over how long a press returns the route; 0 for at once
 * @param canIsolate whether a rollback of this route leaves calls to the new side that isolating would stop
 */
public record FlagView(
        RouteHead head,
        long version,
        FlagStatus status,
        TrackView track,
        List<CohortView> cohorts,
        SafetyView safety,
        RollbackView rollback,
        int pacedSeconds,
        boolean canIsolate,
        Permit permit) {

    public CohortView defaultCohort() {
        return cohorts.get(cohorts.size() - 1);
    }

    /** What a cohort is called in a sentence. */
    String groupName(String cohort) {
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
        return !rolledBack() && status != FlagStatus.NOT_STARTED;
    }

    /** The new side's share as it is configured and holds now. */
    public Share onNew() {
        return rolledBack() && !returning() ? Share.NONE : rollout().onNew();
    }

    public String headline() {
        return switch (status) {
            case NOT_STARTED -> "Not started: legacy serves everyone.";
            case LEGACY -> "Legacy serves everyone.";
            case MOVING -> moving();
            case COMPLETE -> "Moved: new serves everyone.";
            case RETURNING -> "Rolling back: legacy gets its callers back.";
            case ROLLED_BACK -> "Rolled back: legacy serves everyone.";
            case ISOLATED -> "Isolated: nothing reaches the new side.";
        };
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
