package dev.banyan.server.plan;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentChanges;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.JointMoves;
import dev.banyan.server.flag.state.FlagPatch;
import dev.banyan.server.plan.PlanMoved.Kind;
import dev.banyan.server.plan.calendar.OpenTimes;
import dev.banyan.server.plan.evidence.EvidenceReader;
import dev.banyan.server.plan.rules.Plan;
import dev.banyan.server.plan.rules.PlanDecision;
import dev.banyan.server.plan.rules.PlanEvidence;
import dev.banyan.server.plan.rules.PlanRules;
import dev.banyan.server.plan.rules.PlanStep;
import dev.banyan.server.plan.rules.Status;
import dev.banyan.server.plan.rules.StepWords;
import dev.banyan.server.plan.rules.WaitsFor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One turn of one plan. The flags' change and the plan's are one transaction: whatever dies in between, both are so or neither is. Whoever
 * comes second finds the row locked, or the plan at its next step; and a step that somehow was taken has its key in the change log.
 */
@ApplicationScoped
class PlanTurns {
    static final Actor PLAN = Actor.system("plan");
    private static final String GUARD = "guard";

    private final PlanRows rows;
    private final Calendars calendars;
    private final EvidenceReader evidences;
    private final Environments environments;
    private final EnvironmentChanges changes;
    private final Flags flags;
    private final JointMoves moves;
    private final PlanJournal journal;

    PlanTurns(
            PlanRows rows,
            Calendars calendars,
            EvidenceReader evidences,
            Environments environments,
            EnvironmentChanges changes,
            Flags flags,
            JointMoves moves,
            PlanJournal journal) {
        this.rows = rows;
        this.calendars = calendars;
        this.evidences = evidences;
        this.environments = environments;
        this.changes = changes;
        this.flags = flags;
        this.moves = moves;
        this.journal = journal;
    }

    @Transactional
    List<Long> running() {
        return rows.running();
    }

    /** Whether there is something to do; takes no lock, so it may be wrong a moment later. */
    @Transactional
    boolean due(long id) {
        return rows.findByIdOptional(id)
                .map(plan -> !idle(plan, decide(rows.scope(plan), plan, rows.now())))
                .orElse(false);
    }

    /** Looks again, with everything locked that could change the answer, and does what is due. */
    @Transactional
    void take(long id) {
        Optional<PlanEntity> seized = rows.seize(id);
        if (seized.isEmpty()) {
            return;
        }
        PlanEntity plan = seized.get();
        EnvironmentScope scope = rows.scope(plan);
        changes.lockAll(List.of(scope));
        Instant now = rows.now();
        act(scope, plan, decide(scope, plan, now), now);
    }

    private void act(EnvironmentScope scope, PlanEntity plan, PlanDecision decision, Instant now) {
        if (decision instanceof PlanDecision.Take take) {
            step(scope, plan, take.step(), now);
        } else if (decision instanceof PlanDecision.Pause pause) {
            end(scope, plan, Status.PAUSED, Kind.PAUSED, pause.words(), now);
        } else if (decision instanceof PlanDecision.Finish) {
            finish(scope, plan, now);
        } else if (!idle(plan, decision)) {
            ask(scope, plan, now);
        }
    }

    /** What was due was refused, and would be again: somebody must look at it. */
    @Transactional
    void refused(long id, String words) {
        rows.seize(id).ifPresent(plan -> end(rows.scope(plan), plan, Status.PAUSED, Kind.PAUSED, words, rows.now()));
    }

    /** By the guard, whatever the plan was about to do; a pause that the driver has noted without the guard's words gets them. */
    @Transactional
    void stopped(EnvironmentScope scope, String route, String words) {
        Optional<PlanEntity> live = rows.liveOf(scope, route);
        if (live.isEmpty()) {
            return;
        }
        PlanEntity plan = rows.lock(scope, live.get().id);
        if (plan.state().status() == Status.RUNNING) {
            end(scope, plan, Status.PAUSED, Kind.PAUSED, words, rows.now());
        } else if (plan.state().status() == Status.PAUSED && plan.words != null && plan.words.startsWith(GUARD + " ")) {
            plan.words = words;
            plan.version++;
        }
    }

    private PlanDecision decide(EnvironmentScope scope, PlanEntity plan, Instant now) {
        PlanEvidence evidence = evidences.read(scope, rows.routes(scope, plan), plan.revision);
        return PlanRules.decide(plan.plan(calendars.of(scope)), plan.state(), evidence, now);
    }

    private static boolean idle(PlanEntity plan, PlanDecision decision) {
        return decision instanceof PlanDecision.Wait wait && (wait.reason() != WaitsFor.APPROVAL || plan.asked);
    }

    private void step(EnvironmentScope scope, PlanEntity plan, int next, Instant now) {
        Committed committed = move(scope, plan, next);
        plan.set(plan.state().taken(next, now));
        plan.revision = committed.revision();
        PlanStep step = plan.plan(OpenTimes.ALWAYS).step(next);
        journal.tell(scope, plan, Kind.STEPPED, PLAN, StepWords.target(step), now);
    }

    /** The part that changes flags, apart so that a test can let the server die behind it. */
    Committed move(EnvironmentScope scope, PlanEntity plan, int next) {
        List<String> routes = rows.routes(scope, plan);
        Plan wanted = plan.plan(OpenTimes.ALWAYS);
        PlanStep step = wanted.step(next);
        long version = routes.stream()
                .mapToLong(route -> flags.get(scope, route).version())
                .max()
                .orElseThrow();
        String why = "Step " + (next + 1) + " of " + wanted.steps().size() + " of the plan that " + plan.startedBy
                + " started";
        FlagPatch patch = FlagPatch.percentage(null, step.from(wanted.kind()), step.stage(), step.percentage(), why);
        Intent intent = Intent.of(PLAN, AuditAction.FLAG_CHANGED, plan.name)
                .because(why)
                .once("plan:" + plan.id + ":" + next + ":" + plan.attempt)
                .noting(Map.of("plan", plan.id, "step", next + 1));
        return moves.change(scope, routes, version, patch, intent);
    }

    private void finish(EnvironmentScope scope, PlanEntity plan, Instant now) {
        rows.release(scope, plan);
        plan.endedAt = now;
        end(scope, plan, Status.FINISHED, Kind.FINISHED, null, now);
    }

    private void end(EnvironmentScope scope, PlanEntity plan, Status status, Kind kind, String words, Instant now) {
        plan.set(plan.state().now(status));
        plan.words = words;
        journal.write(scope, plan, kind, PLAN, words, now);
    }

    private void ask(EnvironmentScope scope, PlanEntity plan, Instant now) {
        plan.set(plan.state().askedForApproval());
        PlanStep next = plan.plan(OpenTimes.ALWAYS).step(plan.step + 1);
        journal.write(scope, plan, Kind.WAITS_FOR_APPROVAL, PLAN, StepWords.target(next), now);
    }
}
