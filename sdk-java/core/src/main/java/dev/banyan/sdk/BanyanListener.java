package dev.banyan.sdk;

/**
 * Hears what happens to a client. Called on one of the client's own threads, one event at a time, in order. A listener
 * that blocks delays the fallback polling and the saving of the last-known-good file, but neither the stream nor any
 * decision; events are dropped and counted when 256 of them wait. Whatever it throws is swallowed, counted in
 * {@link Counters#listenerFailures()} and logged.
 */
public interface BanyanListener {
    /** A ruleset was put in force; {@code status} tells revision, epoch and source. */
    default void rulesetApplied(Status status) {}

    /** A ruleset arrived and was refused, for the given reason; the one in force stays. */
    default void rulesetRefused(String reason, Status status) {}

    /** The connection changed its state. */
    default void stateChanged(Status status) {}

    /** The circuit breaker of a route opened, began to probe, or closed, in this process. */
    default void breakerChanged(String route, BreakerState state) {}
}
