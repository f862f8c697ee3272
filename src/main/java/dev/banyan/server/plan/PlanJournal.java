package dev.banyan.server.plan;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.plan.PlanMoved.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes down what happens to plans, and tells it. */
@ApplicationScoped
class PlanJournal {
    private final PlanRows rows;
    private final AuditTrail audit;
    private final Event<PlanMoved> moved;

    PlanJournal(PlanRows rows, AuditTrail audit, Event<PlanMoved> moved) {
        this.rows = rows;
        this.audit = audit;
        this.moved = moved;
    }

    /** In the caller's transaction. */
    void write(EnvironmentScope scope, PlanEntity plan, Kind kind, Actor actor, String words, Instant at) {
        tell(scope, plan, kind, actor, words, at);
        audit.record(actor, scope.project(), scope.key(), action(kind), plan.name, details(plan, words));
    }

    private static AuditAction action(Kind kind) {
        return switch (kind) {
            case STARTED -> AuditAction.PLAN_STARTED;
            case STEPPED -> AuditAction.PLAN_STEPPED;
            case WAITS_FOR_APPROVAL -> AuditAction.PLAN_WAITS_FOR_APPROVAL;
            case APPROVED -> AuditAction.PLAN_APPROVED;
            case SKIPPED -> AuditAction.PLAN_SKIPPED;
            case PAUSED -> AuditAction.PLAN_PAUSED;
            case RESUMED -> AuditAction.PLAN_RESUMED;
            case EDITED -> AuditAction.PLAN_EDITED;
            case FINISHED -> AuditAction.PLAN_FINISHED;
            case ABORTED -> AuditAction.PLAN_ABORTED;
        };
    }

    /** Of a step: that is in the audit trail already, as the change of the flags that it is. */
    void tell(EnvironmentScope scope, PlanEntity plan, Kind kind, Actor actor, String words, Instant at) {
        PlanEventEntity event = new PlanEventEntity();
        event.plan = plan.id;
        event.at = at;
        event.kind = kind.key();
        event.step = plan.step;
        event.actor = actor.name();
        event.words = words;
        rows.getEntityManager().persist(event);
        List<String> routes = rows.routes(scope, plan);
        moved.fire(PlanMovedBuilder.builder()
                .environmentId(scope.id())
                .project(scope.project())
                .environment(scope.key())
                .routes(routes)
                .planId(plan.id)
                .kind(kind)
                .actor(actor.name())
                .words(words)
                .at(at)
                .build());
    }

    private static Map<String, Object> details(PlanEntity plan, String words) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("plan", plan.id);
        details.put("step", plan.step + 1);
        details.put("what", words == null ? List.of() : List.of(words));
        return details;
    }
}
