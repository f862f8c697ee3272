package dev.banyan.server.flag.state;

import dev.banyan.server.environment.EnvironmentScope;
import java.util.Optional;

/** Knows whether the new side of a route does harm; how, another slice knows. */
public interface KnownHarm {

    /** What was found, with its figures; empty where no harm is known. */
    Optional<String> of(EnvironmentScope scope, String route);
}
