package dev.banyan.server.catalog;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@RecordBuilder
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
        return MigrationViewBuilder.builder()
                .key(entity.id.key())
                .name(entity.name)
                .motivation(entity.motivation)
                .decision(entity.decision)
                .ownerTeam(entity.ownerTeam)
                .targetDate(entity.targetDate)
                .version(entity.version)
                .createdAt(entity.createdAt)
                .build();
    }
}
