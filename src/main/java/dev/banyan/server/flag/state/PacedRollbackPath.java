package dev.banyan.server.flag.state;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import java.util.List;

/**
 * The way that a paced rollback takes: back through the stages, one pair of neighbours at a time, so that what is published on the way is
 * always a rollout that a person could have set. Above the last pair of stages a ceiling comes down on all cohorts; in the last pair, where
 * answers go back to legacy, every cohort's share shrinks in the same proportion. Nobody ever moves forward.
 */
final class PacedRollbackPath {
    private static final long WHOLE = RolloutSpec.WHOLE;

    private final List<Stage> stages;
    /** Positions count millionths of a stage: 2.25 stages are 2,250,000. */
    private final long floor;

    PacedRollbackPath(RouteKind kind) {
        stages = kind.stages();
        floor = stages.indexOf(kind.rollbackStage()) * WHOLE;
    }

    /** Whether anybody is beyond the stage that a rollback leaves. */
    boolean hasAWay(List<CohortSpec> cohorts) {
        return top(cohorts) > floor;
    }

    /** @param left millionths of the way that are still to come, below a whole */
    List<CohortSpec> at(List<CohortSpec> cohorts, int left) {
        long ceiling = floor + (Math.max(top(cohorts), floor + WHOLE) - floor) * left / WHOLE;
        return cohorts.stream()
                .map(cohort -> cohort.with(lowered(cohort.rollout(), ceiling)))
                .toList();
    }

    private RolloutSpec lowered(RolloutSpec rollout, long ceiling) {
        long now = position(rollout);
        long then = now <= floor ? now : beneath(now, ceiling);
        return then == now ? rollout : rollout(then);
    }

    private long beneath(long position, long ceiling) {
        long lastPair = floor + WHOLE;
        return ceiling >= lastPair
                ? Math.min(position, ceiling)
                : floor + (Math.min(position, lastPair) - floor) * (ceiling - floor) / WHOLE;
    }

    private long top(List<CohortSpec> cohorts) {
        return cohorts.stream()
                .mapToLong(cohort -> position(cohort.rollout()))
                .max()
                .orElse(0);
    }

    private long position(RolloutSpec rollout) {
        return stages.indexOf(rollout.from()) * WHOLE + rollout.share();
    }

    private RolloutSpec rollout(long position) {
        int from = (int) Math.min(position / WHOLE, stages.size() - 2);
        return new RolloutSpec(stages.get(from), stages.get(from + 1), (int) (position - from * WHOLE));
    }
}
