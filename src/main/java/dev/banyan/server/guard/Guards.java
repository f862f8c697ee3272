package dev.banyan.server.guard;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.database.OneColumn;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.Rollouts;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rail.GuardrailSets;
import dev.banyan.server.guard.rules.AnalysisRun;
import dev.banyan.server.guard.rules.GuardStanding;
import dev.banyan.server.guard.rules.GuardrailState;
import dev.banyan.server.guard.rules.Sight;
import dev.banyan.server.guard.rules.StandingRules;
import dev.banyan.server.health.fold.Unseen;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How routes stand with their guardrails. */
@ApplicationScoped
public class Guards {
    private final Rollouts rollouts;
    private final GuardrailSets guardrails;
    private final AnalysisRuns episodes;
    private final Unseen unseen;
    private final AuditTrail audit;
    private final EntityManager database;

    Guards(
            Rollouts rollouts,
            GuardrailSets guardrails,
            AnalysisRuns episodes,
            Unseen unseen,
            AuditTrail audit,
            EntityManager database) {
        this.rollouts = rollouts;
        this.guardrails = guardrails;
        this.episodes = episodes;
        this.unseen = unseen;
        this.audit = audit;
        this.database = database;
    }

    /** What a plan goes by. */
    @Transactional
    public GuardStanding standing(EnvironmentScope scope, String route) {
        return look(scope, route).standing();
    }

    /** The same with every guardrail by itself. */
    @Transactional
    public GuardReport report(EnvironmentScope scope, String route) {
        Seen seen = look(scope, route);
        Optional<AnalysisRun> now = Optional.ofNullable(seen.episode()).filter(it -> it.isOf(seen.rollout()));
        return GuardReport.of(
                seen.standing(),
                now.map(AnalysisRun::began).orElse(null),
                now.map(it -> it.guardedBy(seen.rails()).rails())
                        .orElseGet(() ->
                                seen.rails().stream().map(GuardrailState::start).toList()),
                seen.now());
    }

    /** Somebody has looked and wants to go on: what was found is set aside, and with the next outcomes all is asked anew. */
    @Transactional
    public void beginAnew(EnvironmentScope scope, String route, Actor actor) {
        rollout(scope, route);
        episodes.end(scope.id(), route);
        audit.record(actor, scope.project(), scope.key(), AuditAction.GUARD_BEGAN_ANEW, route, Map.of());
    }

    private record Seen(
            RolloutNow rollout, List<Guardrail> rails, AnalysisRun episode, GuardStanding standing, Instant now) {}

    private Seen look(EnvironmentScope scope, String route) {
        RolloutNow rollout = rollout(scope, route);
        List<Guardrail> rails = guardrails.get(scope, route).guardrails();
        AnalysisRun episode = episodes.of(scope, List.of(route)).get(route);
        Instant now = now();
        GuardStanding standing = new StandingRules(rollout, rails, now).of(episode);
        return new Seen(rollout, rails, episode, sighted(scope, standing, now), now);
    }

    private GuardStanding sighted(EnvironmentScope scope, GuardStanding standing, Instant now) {
        return unseen.since(scope)
                .filter(since -> Sight.isBlind(since, now))
                .map(since -> standing.blind(since, now))
                .orElse(standing);
    }

    private RolloutNow rollout(EnvironmentScope scope, String route) {
        return Optional.ofNullable(rollouts.of(scope.id(), List.of(route)).get(route))
                .orElseThrow(() -> Problem.notFound("route " + route));
    }

    private Instant now() {
        return OneColumn.time(database);
    }
}
