package dev.banyan.server.plan;

import dev.banyan.server.access.people.Permission;
import dev.banyan.server.plan.rules.Keys;
import dev.banyan.server.problem.IfMatch;
import dev.banyan.server.problem.Problem;
import java.util.function.LongFunction;

/** What a person can do with a plan. */
public enum PlanAction {
    START,
    PAUSE,
    RESUME,
    JUDGE_ANEW,
    SKIP,
    APPROVE,
    ABORT;

    /** Whoever may roll back may stop a plan. */
    public Permission permission() {
        return stops() ? Permission.ROLL_BACK : Permission.CHANGE_FLAG;
    }

    /** What stops a plan is never held up by a version that is missing or not the newest. */
    <T> T take(String ifMatch, LongFunction<T> action) {
        return stops() ? action.apply(0) : IfMatch.anyOf(ifMatch, action);
    }

    private boolean stops() {
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
