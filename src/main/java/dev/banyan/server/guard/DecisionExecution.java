package dev.banyan.server.guard;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.environment.ChangeLog;
import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.RollbackOrder;
import dev.banyan.server.flag.Rollbacks;
import dev.banyan.server.flag.Rollouts;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.guard.rail.Action;
import dev.banyan.server.guard.rail.Reaction;
import dev.banyan.server.guard.rules.Consequence;
import dev.banyan.server.guard.rules.Evidence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out one decision, and tells of it. Each is one transaction that holds the decision's row: whoever comes second finds it done, and
 * after a crash nothing has happened.
 */
@ApplicationScoped
class DecisionExecution {
    static final Actor GUARD = Actor.system("guard");

    /** A decision waits for a moment, or for a database that is away; people do not change a route more often meanwhile. */
    private static final int CHANGES_MEANWHILE = 20;

    private final DecisionLog log;
    private final AnalysisRuns episodes;
    private final Environments environments;
    private final Rollouts rollouts;
    private final Rollbacks rollbacks;
    private final ChangeLog changes;
    private final AuditTrail audit;
    private final Event<GuardActed> acted;

    DecisionExecution(
            DecisionLog log,
            AnalysisRuns episodes,
            Environments environments,
            Rollouts rollouts,
            Rollbacks rollbacks,
            ChangeLog changes,
            AuditTrail audit,
            Event<GuardActed> acted) {
        this.log = log;
        this.episodes = episodes;
        this.environments = environments;
        this.rollouts = rollouts;
        this.rollbacks = rollbacks;
        this.changes = changes;
        this.audit = audit;
        this.acted = acted;
    }

    @Transactional
    Map<Long, List<Long>> open() {
        return log.open();
    }

    @Transactional
    void act(long id) {
        log.claim(id).filter(decision -> decision.doneAt() == null).ifPresent(this::act);
    }

    private void act(Decision decision) {
        RolloutNow rollout =
                rollouts.of(decision.environmentId(), List.of(decision.route())).get(decision.route());
        if (rollout == null || decision.reaction() == Reaction.ROLL_BACK && isFulfilled(decision, rollout)) {
            log.done(decision.id(), Decision.OVERTAKEN, rollout == null ? 0 : rollout.revision());
            return;
        }
        Action action = Action.of(reaction(decision, rollout));
        long revision =
                action == Action.ROLLED_BACK ? rollBack(decision, rollout.scope()) : note(decision, action, rollout);
        log.done(decision.id(), action.key(), revision);
    }

    /** The route may have been moved since. */
    private static Reaction reaction(Decision decision, RolloutNow rollout) {
        Evidence evidence = decision.evidence();
        return Consequence.of(decision.reaction(), evidence.guardrail().kind(), evidence.operation(), rollout);
    }

    /** Whoever has rolled it back and resumed it since knows more than what was measured before. */
    private boolean isFulfilled(Decision decision, RolloutNow rollout) {
        return rollout.rolledBack()
                || changes.ofRoute(rollout.scope(), decision.route(), Long.MAX_VALUE, CHANGES_MEANWHILE).stream()
                        .anyMatch(change ->
                                change.revision() > decision.evidence().revision()
                                        && AuditAction.find(change.action())
                                                .filter(AuditAction::resumes)
                                                .isPresent());
    }

    private long rollBack(Decision decision, EnvironmentScope scope) {
        episodes.end(decision.environmentId(), decision.route());
        RollbackOrder order = RollbackOrder.route(scope.project(), scope.key(), decision.route(), RollbackMode.ROLLBACK)
                .because(decision.words())
                .once("guard:" + decision.id());
        Committed committed = rollbacks.route(scope, decision.route(), order.mode(), order.intent(GUARD));
        return committed.revision();
    }

    private static AuditAction written(Action action) {
        return switch (action) {
            case ROLLED_BACK -> AuditAction.GUARD_ROLLED_BACK;
            case PAUSED -> AuditAction.GUARD_PAUSED;
            case TOLD -> AuditAction.GUARD_TOLD;
        };
    }

    private long note(Decision decision, Action action, RolloutNow rollout) {
        audit.record(
                GUARD,
                rollout.scope().project(),
                rollout.scope().key(),
                written(action),
                decision.route(),
                Map.of("reason", decision.words(), "decision", decision.id()));
        return rollout.revision();
    }

    @Transactional
    void tell(long id) {
        Optional<Decision> untold =
                log.claim(id).filter(decision -> decision.doneAt() != null && decision.toldAt() == null);
        untold.ifPresent(decision -> {
            if (!decision.overtaken()) {
                environments.byId(decision.environmentId()).ifPresent(it -> acted.fire(event(decision, it.scope())));
            }
            log.told(id);
        });
    }

    private static GuardActed event(Decision decision, EnvironmentScope scope) {
        return GuardActedBuilder.builder()
                .environmentId(scope.id())
                .project(scope.project())
                .environment(scope.key())
                .route(decision.route())
                .action(Action.parse(decision.outcome()))
                .guardrail(decision.guardrail())
                .words(decision.words())
                .decisionId(decision.id())
                .at(decision.doneAt())
                .build();
    }
}
