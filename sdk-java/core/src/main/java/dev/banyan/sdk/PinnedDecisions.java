package dev.banyan.sdk;

import dev.banyan.evaluation.Cohort;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What pins lead to on one route, worked out beforehand. Immutable, and safe to publish without synchronisation.
 *
 * <p>A pin of the same revision leads only to stages at an end of some rollout in force. Both ends count whatever the share. A pin
 * of another revision comes from a service that is a change ahead or behind, and changes move between neighbours: it may lead
 * one stage further. One to legacy from a service that is ahead may tell of a rollback, and leads where a rollback would. A
 * rollback or a route that is not started, as this process knows it, is stronger than any pin.
 */
final class PinnedDecisions {
    private static final Stage[] STAGES = Stage.values();

    private final long revision;
    private final Decision[] legacy;
    private final Decision[] fresh;
    private final Decision[] legacyAhead;
    private final Decision[] legacyBehind;
    private final Decision[] freshApart;

    PinnedDecisions(RouteRules rules, long revision) {
        this.revision = revision;
        Set<Stage> ends = ends(rules);
        this.legacy = table(rules, ends, Side.LEGACY);
        this.fresh = table(rules, ends, Side.NEW);
        Set<Stage> apart = withNeighbours(ends, rules.kind());
        this.legacyBehind = table(rules, apart, Side.LEGACY);
        this.freshApart = table(rules, apart, Side.NEW);
        if (!ends.isEmpty()) {
            apart.add(rules.kind().rollbackStage());
        }
        this.legacyAhead = table(rules, apart, Side.LEGACY);
    }

    /** The decision when the rules alone have come to {@code stage}; null when the side cannot be reached. */
    Decision at(Side side, long pinnedAt, Stage stage) {
        return table(side, pinnedAt)[stage.ordinal()];
    }

    private Decision[] table(Side side, long pinnedAt) {
        if (side == Side.NEW) {
            return pinnedAt == revision ? fresh : freshApart;
        }
        return pinnedAt == revision ? legacy : pinnedAt > revision ? legacyAhead : legacyBehind;
    }

    private static Set<Stage> ends(RouteRules rules) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        if (rules.enabled() && rules.rollbackCap() == null) {
            for (Cohort cohort : rules.cohorts()) {
                stages.add(cohort.rollout().from());
                stages.add(cohort.rollout().to());
            }
        }
        return stages;
    }

    private static Set<Stage> withNeighbours(Set<Stage> stages, RouteKind kind) {
        Set<Stage> more = EnumSet.copyOf(stages);
        List<Stage> ladder = kind.stages();
        for (Stage stage : stages) {
            int at = ladder.indexOf(stage);
            more.add(ladder.get(Math.max(0, at - 1)));
            more.add(ladder.get(Math.min(ladder.size() - 1, at + 1)));
        }
        return more;
    }

    private Decision[] table(RouteRules rules, Set<Stage> reachable, Side side) {
        Stage target = nearestToSwitch(reachable, side);
        Decision[] table = new Decision[STAGES.length];
        for (Stage stage : STAGES) {
            Stage pinned = stage.side() == side && reachable.contains(stage) ? stage : target;
            table[stage.ordinal()] = pinned == null ? null : Decision.of(rules.key(), pinned, Reason.PINNED, revision);
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
