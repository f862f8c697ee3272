package dev.banyan.server.catalog;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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
        return new RouteView(
                route.key(),
                route.description(),
                route.method(),
                route.path(),
                route.kind().stageCount(),
                route.legacyTarget(),
                route.newTarget(),
                route.ownerTeam(),
                route.migration(),
                route.bucketBy(),
                route.bucketGroup(),
                route.missingKey().key(),
                route.data(),
                route.version(),
                route.createdAt());
    }
}
