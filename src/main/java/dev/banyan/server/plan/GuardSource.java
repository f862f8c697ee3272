package dev.banyan.server.plan;

import dev.banyan.server.environment.EnvironmentScope;

/** Where plans learn whether the new side of a route does well. */
interface GuardSource {
    GuardReading standing(EnvironmentScope scope, String route);
}
