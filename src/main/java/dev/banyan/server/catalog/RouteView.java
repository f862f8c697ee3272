package dev.banyan.server.catalog;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@RecordBuilder
public record RouteView(
        String key,
        String description,
        @Schema(nullable = true) String method,
        @Schema(nullable = true) String path,
        int kind,
        @Schema(nullable = true) String legacyTarget,
        @Schema(nullable = true) String newTarget,
        @Schema(nullable = true) String ownerTeam,
        @Schema(nullable = true) String migration,
        String bucketBy,
        @Schema(nullable = true) String bucketGroup,
        String missingKey,
        DataSharing data,
        long version,
        Instant createdAt) {
    static RouteView of(Route route) {
        return RouteViewBuilder.builder()
                .key(route.key())
                .description(route.description())
                .method(route.method())
                .path(route.path())
                .kind(route.kind().stageCount())
                .legacyTarget(route.legacyTarget())
                .newTarget(route.newTarget())
                .ownerTeam(route.ownerTeam())
                .migration(route.migration())
                .bucketBy(route.bucketBy())
                .bucketGroup(route.bucketGroup())
                .missingKey(route.missingKey().key())
                .data(route.data())
                .version(route.version())
                .createdAt(route.createdAt())
                .build();
    }
}
