package dev.banyan.server.catalog;

import dev.banyan.evaluation.MissingKeyPolicy;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.RouteRules;
import java.time.Instant;

/**
 * A route as its project knows it; where it stands in an environment, its flag says.
 *
 * @param method the HTTP method, or null for any
 * @param path the path template, or null when the route is asked for by key only
 * @param bucketGroup routes of one group share their salt, so that they move together; may be null
 * @param version grows with every change of the route itself
 */
public record Route(
        String project,
        String key,
        String description,
        String method,
        String path,
        RouteKind kind,
        String legacyTarget,
        String newTarget,
        String ownerTeam,
        String migration,
        String bucketBy,
        String bucketGroup,
        String salt,
        MissingKeyPolicy missingKey,
        DataSharing data,
        long version,
        Instant createdAt) {
    /** Routes that only read have no writes to lose. */
    public boolean readOnly() {
        return RouteRules.readsOnly(method);
    }

    static Route of(RouteEntity entity) {
        return new Route(
                entity.id.project(),
                entity.id.key(),
                entity.description,
                entity.method,
                entity.path,
                RouteKind.ofStages(entity.kind),
                entity.legacyTarget,
                entity.newTarget,
                entity.ownerTeam,
                entity.migration,
                entity.bucketBy,
                entity.bucketGroup,
                entity.salt,
                MissingKeyPolicy.parse(entity.missingKey),
                DataSharing.parse(entity.data),
                entity.version,
                entity.createdAt);
    }
}
