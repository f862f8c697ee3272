package dev.banyan.server.web.flag;

import dev.banyan.evaluation.Stage;

/** Where a route stands, in one word. */
public enum FlagStatus {
    NOT_STARTED("Not started"),
    LEGACY("On legacy"),
    MOVING("Moving"),
    COMPLETE("Moved"),
    RETURNING("Rolling back"),
    ROLLED_BACK("Rolled back"),
    ISOLATED("Isolated");

    private final String label;

    FlagStatus(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public String css() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The status of a flag that has been started and whose cohorts are {@code rollouts}. */
    static FlagStatus of(Iterable<Rollout> rollouts, RollbackView rollback) {
        if (rollback != null) {
            return rollback.underWay() ? RETURNING : rollback.isolation() ? ISOLATED : ROLLED_BACK;
        }
        boolean allOff = true;
        boolean allComplete = true;
        for (Rollout rollout : rollouts) {
            allOff &= rollout.settled() == Stage.OFF;
            allComplete &= rollout.settled() == Stage.COMPLETE;
        }
        return allComplete ? COMPLETE : allOff ? LEGACY : MOVING;
    }
}
