package dev.banyan.server.flag.state;

import dev.banyan.evaluation.Side;
import dev.banyan.server.environment.EnvironmentScope;
import java.util.Map;

/** Knows of second writes that failed and were not made up for; what that is, another slice knows. */
public interface MissingWrites {

    /** What one side of a route lacks. */
    Missing of(EnvironmentScope scope, String route, Side side);

    /** The same of all routes, by key; those that lack nothing are left out. */
    Map<String, Missing> of(EnvironmentScope scope, Side side);
}
