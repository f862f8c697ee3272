package dev.banyan.server.plan.rules;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.plan.calendar.OpenTimes;
import java.util.List;

/** What to do, as the person who started it has laid it down; how far it has come is {@link PlanState}. */
public record Plan(RouteKind kind, List<PlanStep> steps, OpenTimes calendar) {
    public Plan {
        steps = List.copyOf(steps);
    }

    public PlanStep step(int index) {
        return steps.get(index);
    }

    public boolean isLast(int index) {
        return index == steps.size() - 1;
    }

    /** The last step that a rollout has reached or passed; -1 for none. */
    public int reached(long position) {
        int reached = -1;
        for (int i = 0; i < steps.size() && steps.get(i).position(kind) <= position; i++) {
            reached = i;
        }
        return reached;
    }
}
