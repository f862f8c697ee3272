package dev.banyan.server.environment;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A rollback that was taken and delivered while the database was away, and has to be committed afterwards.
 *
 * @param routes null for every route of the environment
 * @param takenAt by the clock of the replica that took it
 * @param takenBy the address of that replica
 */
@RecordBuilder
public record TakenRollback(
        UUID id, RollbackMode mode, List<String> routes, String actor, String reason, Instant takenAt, String takenBy) {

    public TakenRollback {
        routes = routes == null ? null : List.copyOf(routes);
    }
}
