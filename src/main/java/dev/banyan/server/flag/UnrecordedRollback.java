package dev.banyan.server.flag;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.server.environment.RollbackMode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A rollback that is in force but not committed, because the database cannot be reached.
 *
 * @param recorded always false
 */
@RecordBuilder
@Schema(description = "In force on the instances connected here, and recorded when the database is back")
public record UnrecordedRollback(
        UUID id,
        boolean recorded,
        Instant takenAt,
        String actor,
        RollbackMode mode,

        @Schema(description = "Null for every route of the environment", nullable = true)
        @JsonInclude(JsonInclude.Include.ALWAYS)
        List<String> routes,

        @Schema(description = "Whether it is on this replica's disk, so that it survives a restart of it")
        boolean survivesRestart,

        @Schema(description = "Instances connected to this replica that have said that it is in force")
        int instances,

        @Schema(description = "Other replicas that have been told, of those that are known")
        Told told,

        String detail,
        String next) {

    public record Told(int replicas, int of) {}
}
