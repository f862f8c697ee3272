package dev.banyan.server.guard;

import dev.banyan.server.guard.rail.Action;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * The guard has done something. Fired after that is committed, in the transaction that notes it as told: what an observer writes there is
 * written exactly once. An observer that throws hears of it again.
 *
 * @param words why, in a sentence or two that name the figures
 * @param at when it was done, by the database's clock
 */
@RecordBuilder
public record GuardActed(
        long environmentId,
        String project,
        String environment,
        String route,
        Action action,
        String guardrail,
        String words,
        long decisionId,
        Instant at) {}
