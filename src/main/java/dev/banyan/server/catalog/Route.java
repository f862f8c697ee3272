package dev.banyan.server.catalog;

import dev.banyan.evaluation.MissingKeyPolicy;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.RouteRules;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * A route as its project knows it; where it stands in an environment, its flag says.
 *
 * @param method the HTTP method, or null for any
 * @param path the path template, or null when the route is asked for by key only
 * @param bucketGroup routes of one group share their salt, so that they move together; may be null
 * @param version grows with every change of the route itself
 */
@RecordBuilder
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
        return RouteBuilder.builder()
                .project(entity.id.project())
                .key(entity.id.key())
                .description(entity.description)
                .method(entity.method)
                .path(entity.path)
                .kind(RouteKind.ofStages(entity.kind))
                .legacyTarget(entity.legacyTarget)
                .newTarget(entity.newTarget)
                .ownerTeam(entity.ownerTeam)
                .migration(entity.migration)
                .bucketBy(entity.bucketBy)
                .bucketGroup(entity.bucketGroup)
                .salt(entity.salt)
                .missingKey(MissingKeyPolicy.parse(entity.missingKey))
                .data(DataSharing.parse(entity.data))
                .version(entity.version)
                .createdAt(entity.createdAt)
                .build();
    }
}
