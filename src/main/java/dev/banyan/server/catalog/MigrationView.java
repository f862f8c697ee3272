package dev.banyan.server.catalog;

import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

public record MigrationView(
        String key,
        String name,
        String motivation,
        String decision,
        @Schema(nullable = true) String ownerTeam,
        @Schema(nullable = true) LocalDate targetDate,
        long version,
        Instant createdAt) {
    static MigrationView of(MigrationEntity entity) {
        return new MigrationView(
                entity.id.key(),
                entity.name,
                entity.motivation,
                entity.decision,
                entity.ownerTeam,
                entity.targetDate,
                entity.version,
                entity.createdAt);
    }
}
