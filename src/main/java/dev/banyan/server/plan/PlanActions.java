package dev.banyan.server.plan;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.Resumes;
import dev.banyan.server.plan.PlanMoved.Kind;
import dev.banyan.server.plan.evidence.GuardSource;
import dev.banyan.server.plan.rules.Status;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** What people do with a plan. What lets it go on asks for the version that they have seen; stopping it asks for nothing. */
@ApplicationScoped
public class PlanActions {
    private final PlanRows rows;
    private final Plans plans;
    private final PlanReader reader;
    private final PlanJournal journal;
    private final Environments environments;
    private final GoingOn going;
    private final GuardSource guard;
    private final Resumes resumes;
    private final Flags flags;

    PlanActions(
            PlanRows rows,
            Plans plans,
            PlanReader reader,
            PlanJournal journal,
            Environments environments,
            GoingOn going,
            GuardSource guard,
            Resumes resumes,
            Flags flags) {
        this.rows = rows;
        this.plans = plans;
        this.reader = reader;
        this.journal = journal;
        this.environments = environments;
        this.going = going;
        this.guard = guard;
        this.resumes = resumes;
        this.flags = flags;
    }

    /** Makes a plan for one route and starts it, both or neither. */
    @Transactional
    public PlanView begin(EnvironmentScope scope, String route, PlanRequest request, Actor actor, String reason) {
        PlanView plan = plans.create(scope, null, List.of(route), request, actor);
        return start(scope, plan.id(), plan.version(), actor, reason);
    }

    /** @param version as the sender has seen it; what stops a plan does not look at it */
    @Transactional
    public PlanView take(EnvironmentScope scope, long id, PlanAction action, long version, Actor actor, String reason) {
        return switch (action) {
            case START -> start(scope, id, version, actor, reason);
            case PAUSE -> pause(scope, id, actor, reason);
            case RESUME -> resume(scope, id, version, actor, reason);
            case JUDGE_ANEW -> judgeAnew(scope, id, version, actor);
            case SKIP -> skip(scope, id, version, actor, reason);
            case APPROVE -> approve(scope, id, version, actor, reason);
            case ABORT -> abort(scope, id, actor, reason);
        };
    }

    private PlanView start(EnvironmentScope scope, long id, long version, Actor actor, String reason) {
        PlanEntity plan = seen(scope, id, version, "start", Status.DRAFT);
        if (guarded(scope) && blank(reason)) {
            throw Problem.badField(
                    "reason",
                    "The environment " + scope.key() + " is protected: a plan that moves it needs a reason.",
                    "Say in a few words why you start it.");
        }
        plan.startedBy = actor.name();
        plan.startedAt = rows.now();
        going.begin(scope, plan, actor, reason);
        return reader.read(scope, plan);
    }

    /**
     * Takes it up where the route stands now: the step that it has reached is looked at anew. Routes that are rolled back go on with it, by
     * the same rules as if they were resumed themselves.
     */
    private PlanView resume(EnvironmentScope scope, long id, long version, Actor actor, String reason) {
        PlanEntity plan = seen(scope, id, version, "resume", Status.PAUSED);
        List<String> all = rows.routes(scope, plan);
        List<String> back = all.stream()
                .filter(route -> flags.get(scope, route).rolledBack())
                .toList();
        if (!back.isEmpty()) {
            Intent intent =
                    Intent.of(actor, AuditAction.FLAG_RESUMED, plan.name).because(reason);
            resumes.routes(scope, back, intent);
        }
        if (plan.state().status() == Status.PAUSED) {
            going.resume(scope, plan, actor, reason);
        }
        all.forEach(route -> guard.beginAnew(scope, route, actor));
        return reader.read(scope, plan);
    }

    /** What the guardrails have found is set aside, and they look again from now on: for whoever has mended what did harm. */
    private PlanView judgeAnew(EnvironmentScope scope, long id, long version, Actor actor) {
        PlanEntity plan = seen(scope, id, version, "judge anew", Status.RUNNING);
        rows.routes(scope, plan).forEach(route -> guard.beginAnew(scope, route, actor));
        return reader.read(scope, plan);
    }

    private PlanView pause(EnvironmentScope scope, long id, Actor actor, String reason) {
        PlanEntity plan = rows.lock(scope, id);
        if (plan.state().status() == Status.PAUSED) {
            return reader.read(scope, plan);
        }
        require(plan, "pause", Status.RUNNING);
        plan.set(plan.state().now(Status.PAUSED));
        plan.words = actor.name() + " paused it." + (blank(reason) ? "" : " " + reason.strip());
        return done(scope, plan, Kind.PAUSED, actor, plan.words);
    }

    /** Goes on without waiting for time, requests and the guardrails' word; never past harm, a freeze or an approval. */
    private PlanView skip(EnvironmentScope scope, long id, long version, Actor actor, String reason) {
        PlanEntity plan = seen(scope, id, version, "skip the wait of", Status.RUNNING);
        if (plan.step < 0) {
            throw Problem.conflict(
                    "nothing-to-skip", "The plan has not taken its first step yet.", "Wait until it has.");
        }
        plan.set(plan.state().nowWaived());
        return done(scope, plan, Kind.SKIPPED, actor, reason);
    }

    private PlanView approve(EnvironmentScope scope, long id, long version, Actor actor, String reason) {
        PlanEntity plan = seen(scope, id, version, "approve", Status.RUNNING);
        if (!plan.asked || plan.approved) {
            throw Problem.conflict(
                    "nothing-to-approve",
                    "The plan does not wait for an approval.",
                    "Come back when it does: then you see what you approve.");
        }
        if (reader.requesters(scope, plan).contains(actor.name())) {
            throw Problem.forbidden(
                    "Whoever started the plan or laid down its steps cannot approve them.",
                    "Ask somebody else who may change flags.");
        }
        plan.set(plan.state().nowApproved());
        return done(scope, plan, Kind.APPROVED, actor, reason);
    }

    /** Leaves everybody where they are. */
    private PlanView abort(EnvironmentScope scope, long id, Actor actor, String reason) {
        PlanEntity plan = rows.lock(scope, id);
        Plans.requireLive(plan);
        plan.set(plan.state().now(Status.ABORTED));
        plan.words = actor.name() + " aborted it." + (blank(reason) ? "" : " " + reason.strip());
        plan.endedAt = rows.now();
        rows.release(scope, plan);
        return done(scope, plan, Kind.ABORTED, actor, plan.words);
    }

    private PlanView done(EnvironmentScope scope, PlanEntity plan, Kind kind, Actor actor, String words) {
        journal.write(scope, plan, kind, actor, blank(words) ? null : words.strip(), rows.now());
        return reader.read(scope, plan);
    }

    private PlanEntity seen(EnvironmentScope scope, long id, long version, String what, Status from) {
        PlanEntity plan = rows.lock(scope, id);
        plans.requireVersion(scope, plan, version);
        require(plan, what, from);
        return plan;
    }

    private static void require(PlanEntity plan, String what, Status from) {
        if (plan.state().status() != from) {
            throw Problem.conflict(
                    "plan-is-" + plan.status,
                    "The plan is " + plan.status + ".",
                    "To " + what + " a plan, it must be " + from.key() + ".");
        }
    }

    private boolean guarded(EnvironmentScope scope) {
        return environments.get(scope.project(), scope.key()).guarded();
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
