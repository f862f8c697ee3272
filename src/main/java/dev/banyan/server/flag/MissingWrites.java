package dev.banyan.server.flag;

import dev.banyan.server.environment.EnvironmentScope;

/** Knows of second writes that failed and were not made up for; what that is, another slice knows. */
public interface MissingWrites {

    /** How many writes of a route the new side still lacks, or legacy where new answers; 0 when both have all. */
    long of(EnvironmentScope scope, String route);
}
