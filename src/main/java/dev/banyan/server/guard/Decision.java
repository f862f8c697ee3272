package dev.banyan.server.guard;

import dev.banyan.server.guard.rail.Reaction;
import dev.banyan.server.guard.rules.Breach;
import dev.banyan.server.guard.rules.Evidence;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * That the guard did something, or wants to.
 *
 * @param at when the outcomes said so, by the database's clock
 * @param doneAt null while it is not yet carried out
 * @param outcome null until then
 * @param revision the environment's revision that carried it out or overtook it; null until then
 * @param toldAt null until whoever wants to know was told
 */
@RecordBuilder
record Decision(
        long id,
        long environmentId,
        String route,
        Instant at,
        String guardrail,
        Reaction reaction,
        Breach.Cause cause,
        String words,
        Evidence evidence,
        Instant doneAt,
        String outcome,
        Long revision,
        Instant toldAt) {
    /** Somebody was faster: the route was rolled back or gone already. */
    static final String OVERTAKEN = "overtaken";

    boolean overtaken() {
        return OVERTAKEN.equals(outcome);
    }
}
