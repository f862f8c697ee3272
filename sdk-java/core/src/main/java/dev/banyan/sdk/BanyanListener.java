package dev.banyan.sdk;

import dev.banyan.evaluation.Side;

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

    /**
     * A second write failed after the first one had succeeded, so that one side lacks what the other has. Also where the application
     * said so by {@link RouteHandle#secondWriteFailed}. The ledger has the record already. Events of this kind are dropped, and
     * counted, from 128 waiting ones on, so that a flood of them takes no room away from the others.
     *
     * @param route the route's key
     * @param missingOn the side that lacks the write; null when that is not known
     * @param recordKey what names the record, as {@link MigrationBuilder#recordKey} made it; null without one
     * @param why what was thrown, not the {@code CompletionException} around it; may be null where the application said so
     */
    default void secondWriteFailed(String route, Side missingOn, String recordKey, Throwable why) {}

    /** The circuit breaker of a route opened, began to probe, or closed, in this process. */
    default void breakerChanged(String route, BreakerState state) {}
}
