package dev.banyan.server.guard;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.state.KnownHarm;
import dev.banyan.server.guard.rules.GuardStanding;
import dev.banyan.server.guard.statistics.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What the guardrails of a route have found since its rollout moved somebody last. */
@ApplicationScoped
class FoundHarm implements KnownHarm {
    private final Guards guards;

    FoundHarm(Guards guards) {
        this.guards = guards;
    }

    @Override
    public Optional<String> of(EnvironmentScope scope, String route) {
        GuardStanding standing = guards.standing(scope, route);
        return standing.verdict() == Verdict.HARMFUL ? Optional.of(standing.words()) : Optional.empty();
    }
}
