package dev.banyan.sdk;

import dev.banyan.evaluation.Cohort;
import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Explanation;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.Snapshot;

/**
 * A handle's route, looked up in one ruleset. Immutable, and safe to publish without synchronisation. Does not hold the
 * ruleset: handles that are seldom used would keep many old ones alive.
 */
final class BoundRoute {
    private final Object mark;
    private final RouteRules rules;
    private final Decision fallback;
    private final boolean reachesLegacy;
    private final boolean reachesNew;

    BoundRoute(String key, Stage declaredDefault, Snapshot snapshot) {
        this.mark = snapshot.mark();
        this.rules = snapshot.route(key);
        this.fallback = Decision.of(key, declaredDefault, Reason.DEFAULT, snapshot.revision());
        this.reachesLegacy = reaches(rules, Side.LEGACY);
        this.reachesNew = reaches(rules, Side.NEW);
    }

    /** Whether it was made for that snapshot. */
    boolean isOf(Snapshot snapshot) {
        return snapshot.mark() == mark;
    }

    Decision decide(Context context) {
        return rules == null ? fallback : rules.decide(context);
    }

    Decision decidePinned(Context context, Side side) {
        return rules.decidePinned(context, side);
    }

    Explanation explain(Context context) {
        return rules == null ? Explanation.of(fallback) : rules.explain(context);
    }

    /** Whether a pin may lead to that side. */
    boolean reaches(Side side) {
        return side == Side.NEW ? reachesNew : reachesLegacy;
    }

    /**
     * Both ends of each rollout count, whatever the share: the sender of a pin may have heard already that the share is no
     * longer 0 or not yet that it is 100 %. A side that no rollout leads to may lack data, so no pin leads there either.
     */
    private static boolean reaches(RouteRules rules, Side side) {
        if (rules == null || !rules.enabled() || rules.rollbackCap() != null) {
            return false;
        }
        for (Cohort cohort : rules.cohorts()) {
            if (cohort.rollout().from().side() == side || cohort.rollout().to().side() == side) {
                return true;
            }
        }
        return false;
    }
}
