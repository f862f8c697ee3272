package dev.banyan.sdk;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Explanation;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.ShadowSettings;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.rules.Snapshot;

/**
 * A handle's route, looked up in one ruleset. Safe to publish without synchronisation. Does not hold the
 * ruleset: handles that are seldom used would keep many old ones alive.
 */
final class BoundRoute {
    private final Object mark;
    private final RouteRules rules;
    private final Decision fallback;
    // Made when the first pin comes; of two threads that make it at once, either one's will do.
    private PinnedDecisions pinned;

    BoundRoute(String key, Stage declaredDefault, Snapshot snapshot) {
        this.mark = snapshot.mark();
        this.rules = snapshot.route(key);
        this.fallback = snapshot.withoutRules(key, declaredDefault);
    }

    /** Whether it was made for that snapshot. */
    boolean isOf(Snapshot snapshot) {
        return snapshot.mark() == mark;
    }

    Decision decide(Context context) {
        return rules == null ? fallback : rules.decide(context);
    }

    /** What a pin makes of a decision by the rules; null when it cannot be followed. */
    Decision pinned(Decision byRules, Side side, long pinnedAt) {
        if (rules == null || byRules.reason() == Reason.ERROR) {
            return null;
        }
        PinnedDecisions table = pinned;
        if (table == null) {
            table = new PinnedDecisions(rules, rules.revision());
            pinned = table;
        }
        return table.at(side, pinnedAt, byRules.stage());
    }

    ShadowSettings shadow() {
        return rules == null ? ShadowSettings.DEFAULT : rules.shadow();
    }

    Explanation explain(Context context) {
        return rules == null ? Explanation.of(fallback) : rules.explain(context);
    }
}
