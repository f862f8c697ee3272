package dev.banyan.server.plan;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.guard.GuardActed;
import dev.banyan.server.guard.rail.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** A guardrail that pauses or rolls back stops the plan. A lost event is no harm: what the guard found holds the plan back by itself. */
@ApplicationScoped
class GuardListener {
    private final PlanTurns turns;

    GuardListener(PlanTurns turns) {
        this.turns = turns;
    }

    void acted(@Observes GuardActed event) {
        if (event.action() == Action.TOLD) {
            return;
        }
        String what = event.action() == Action.ROLLED_BACK ? "The guard rolled it back. " : "The guard paused it. ";
        EnvironmentScope scope = new EnvironmentScope(event.environmentId(), event.project(), event.environment());
        turns.stopped(scope, event.route(), what + event.words());
    }
}
