package dev.banyan.server.environment;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * An environment as it stands at one revision.
 *
 * @param guarded a protected environment asks for a reason before anything moves forward; a rollback never needs one
 * @param urgentRevision the newest revision that instances acknowledge at once, 0 for none
 * @param rollback the rollback that covers every route of the environment, or null
 */
@RecordBuilder
public record EnvironmentState(
        EnvironmentScope scope,
        String name,
        boolean guarded,
        String epoch,
        long revision,
        long urgentRevision,
        RollbackMode rollback,
        Instant rolledBackAt,
        String rolledBackBy,
        Instant createdAt) {}
