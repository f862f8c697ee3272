package dev.banyan.sdk;

import dev.banyan.evaluation.Cohort;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.util.EnumSet;
import java.util.Set;

/**
 * What pins lead to on one route, worked out beforehand. Immutable, and safe to publish without synchronisation.
 *
 * <p>A pin leads only to stages at an end of some rollout in force: any other may lack data. Both ends count whatever the
 * share, because the sender may know already that it is no longer 0, or not know yet that it is 100 %. A rollback or a
 * route that is not started is stronger than any pin.
 */
final class PinnedDecisions {
    private static final Stage[] STAGES = Stage.values();

    private final Decision[] legacy;
    private final Decision[] fresh;

    PinnedDecisions(RouteRules rules, long revision) {
        Set<Stage> reachable = reachable(rules);
        this.legacy = table(rules.key(), revision, reachable, Side.LEGACY);
        this.fresh = table(rules.key(), revision, reachable, Side.NEW);
    }

    /** The decision when the rules alone have come to {@code stage}; null when the side cannot be reached. */
    Decision at(Side side, Stage stage) {
        return (side == Side.NEW ? fresh : legacy)[stage.ordinal()];
    }

    private static Set<Stage> reachable(RouteRules rules) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        if (rules.enabled() && rules.rollbackCap() == null) {
            for (Cohort cohort : rules.cohorts()) {
                stages.add(cohort.rollout().from());
                stages.add(cohort.rollout().to());
            }
        }
        return stages;
    }

    private static Decision[] table(String key, long revision, Set<Stage> reachable, Side side) {
        Stage target = nearestToSwitch(reachable, side);
        Decision[] table = new Decision[STAGES.length];
        for (Stage stage : STAGES) {
            Stage pinned = stage.side() == side && reachable.contains(stage) ? stage : target;
            table[stage.ordinal()] = pinned == null ? null : Decision.of(key, pinned, Reason.PINNED, revision);
        }
        return table;
    }

    private static Stage nearestToSwitch(Set<Stage> reachable, Side side) {
        Stage nearest = null;
        for (Stage stage : reachable) {
            if (stage.side() == side && (nearest == null || side == Side.LEGACY)) {
                nearest = stage;
            }
        }
        return nearest;
    }
}
