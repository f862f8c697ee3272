package dev.banyan.server.guard;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * The guard of an environment sees no more, or sees again. Fired in the transaction that notes it: once each.
 *
 * @param sees whether it is over
 * @param since when the first of what it has not seen came, by the database's clock
 */
@RecordBuilder
public record GuardSight(
        long environmentId, String project, String environment, boolean sees, Instant since, Instant at) {}
