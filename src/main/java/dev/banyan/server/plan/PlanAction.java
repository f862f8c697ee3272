package dev.banyan.server.plan;

import dev.banyan.server.problem.Problem;

/** What a person can do with a plan. */
public enum PlanAction {
    START,
    PAUSE,
    RESUME,
    SKIP,
    APPROVE,
    ABORT;

    /** What stops a plan is never held up by a version that is not the newest, and whoever may roll back may do it. */
    public boolean stops() {
        return this == PAUSE || this == ABORT;
    }

    public static PlanAction parse(String key) {
        try {
            return Keys.parse(PlanAction.class, key);
        } catch (IllegalArgumentException unknown) {
            throw Problem.notFound("action " + key + " of a plan");
        }
    }
}
