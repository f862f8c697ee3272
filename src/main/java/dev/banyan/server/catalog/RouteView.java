package dev.banyan.server.catalog;

import java.time.Instant;

public record RouteView(
        String key,
        String description,
        String method,
        String path,
        int kind,
        String legacyTarget,
        String newTarget,
        String ownerTeam,
        String migration,
        String bucketBy,
        String bucketGroup,
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
