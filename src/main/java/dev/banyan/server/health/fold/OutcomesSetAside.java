package dev.banyan.server.health.fold;

import dev.banyan.server.environment.EnvironmentScope;
import java.time.Instant;

/**
 * Something that services sent could not be counted, and is kept apart so that it holds up nothing else. Fired in the transaction that keeps it.
 *
 * @param kind {@code outcomes} or {@code comparisons}
 * @param reason why, for the operator
 * @param at by the database's clock
 */
public record OutcomesSetAside(EnvironmentScope scope, String kind, String reason, Instant at) {}
