package dev.banyan.server.plan.evidence;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.guard.Guards;
import dev.banyan.server.guard.rules.GuardStanding;
import jakarta.enterprise.context.ApplicationScoped;

/** From the route's guardrails. */
@ApplicationScoped
class GuardStandings implements GuardSource {
    private final Guards guards;

    GuardStandings(Guards guards) {
        this.guards = guards;
    }

    @Override
    public GuardStanding standing(EnvironmentScope scope, String route) {
        return guards.standing(scope, route);
    }

    @Override
    public void beginAnew(EnvironmentScope scope, String route, Actor actor) {
        guards.beginAnew(scope, route, actor);
    }
}
