package dev.banyan.server.catalog;

import dev.banyan.evaluation.MissingKeyPolicy;
import dev.banyan.evaluation.RouteKind;
import java.time.Instant;

/** Routes for tests. The one place that names each field: a test copies a route with what it is about. */
public final class TestRoute {
    public static final String SALT = "0123456789abcde";

    private TestRoute() {}

    /** {@code GET /orders/{id}} of the project {@code shop}. */
    public static Route of(String key, RouteKind kind) {
        return RouteBuilder.builder()
                .project("shop")
                .key(key)
                .description("")
                .method("GET")
                .path("/orders/{id}")
                .kind(kind)
                .legacyTarget(null)
                .newTarget(null)
                .ownerTeam(null)
                .migration(null)
                .bucketBy("targetingKey")
                .bucketGroup(null)
                .salt(SALT)
                .missingKey(MissingKeyPolicy.LEGACY)
                .data(DataSharing.SHARED)
                .version(1)
                .createdAt(Instant.EPOCH)
                .build();
    }
}
