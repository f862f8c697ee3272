package dev.banyan.server.plan;

import dev.banyan.evaluation.RouteKind;
import java.util.List;

/** What to do, as the person who started it has laid it down; how far it has come is {@link PlanState}. */
record Plan(RouteKind kind, List<PlanStep> steps, OpenTimes calendar) {
    Plan {
        steps = List.copyOf(steps);
    }

    PlanStep step(int index) {
        return steps.get(index);
    }

    boolean isLast(int index) {
        return index == steps.size() - 1;
    }

    /** The last step that a rollout has reached or passed; -1 for none. */
    int reached(long position) {
        int reached = -1;
        for (int i = 0; i < steps.size() && steps.get(i).position(kind) <= position; i++) {
            reached = i;
        }
        return reached;
    }
}
