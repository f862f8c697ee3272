package dev.banyan.server.environment;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * One line of an environment's history, as it concerns one route or segment.
 *
 * @param before its state before, as JSON in the words of the slice that owns it; null when the change made it
 * @param after its state after; null when the change removed it, or when the change was to the environment as a whole
 * @param takenAt when it came into force, if that was while the database was away; null as a rule
 */
@RecordBuilder
public record Change(
        long revision,
        Instant at,
        String actor,
        String action,
        String subject,
        String reason,
        String key,
        String before,
        String after,
        Instant takenAt) {}
