package dev.banyan.server.plan;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.plan.PlanMoved.Kind;
import dev.banyan.server.plan.calendar.OpenTimes;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes a plan up where its routes stand, in the caller's transaction. */
@ApplicationScoped
class GoingOn {
    private final PlanRows rows;
    private final Environments environments;
    private final PlanStart ground;
    private final PlanJournal journal;

    GoingOn(PlanRows rows, Environments environments, PlanStart ground, PlanJournal journal) {
        this.rows = rows;
        this.environments = environments;
        this.ground = ground;
        this.journal = journal;
    }

    /** @throws Problem when there is nothing left to do, or it cannot be done from where the routes stand */
    void begin(EnvironmentScope scope, PlanEntity plan, Actor actor, String reason) {
        ground.begins(scope, rows.routes(scope, plan), plan.plan(OpenTimes.ALWAYS));
        run(scope, plan, Kind.STARTED, actor, reason);
    }

    /** @throws Problem when it cannot go on from where the routes stand */
    void resume(EnvironmentScope scope, PlanEntity plan, Actor actor, String reason) {
        run(scope, plan, Kind.RESUMED, actor, reason);
    }

    private void run(EnvironmentScope scope, PlanEntity plan, Kind kind, Actor actor, String reason) {
        // First: what changes from here on is seen as done by somebody else.
        long revision = environments.get(scope.project(), scope.key()).revision();
        int reached = ground.reached(scope, rows.routes(scope, plan), plan.plan(OpenTimes.ALWAYS));
        plan.revision = revision;
        plan.set(plan.state().runningFrom(reached, rows.now()));
        plan.words = null;
        journal.write(scope, plan, kind, actor, reason == null || reason.isBlank() ? null : reason.strip(), rows.now());
    }
}
