package dev.banyan.server.plan.evidence;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.guard.rules.GuardStanding;

/** Where plans learn whether the new side of a route does well. */
public interface GuardSource {
    GuardStanding standing(EnvironmentScope scope, String route);

    /** Somebody has looked at what was found and lets the route go on: it is asked anew. */
    void beginAnew(EnvironmentScope scope, String route, Actor actor);
}
