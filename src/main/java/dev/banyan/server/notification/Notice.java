package dev.banyan.server.notification;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * That the server decided something by itself.
 *
 * @param source names the decision, and with {@code guard:4711} where its evidence is
 * @param routes empty for all routes of the environment
 */
@RecordBuilder
public record Notice(
        long id,
        @Schema(nullable = true) String environment,
        Kind kind,
        String source,
        List<String> routes,
        String words,
        Instant at) {

    public Notice {
        routes = List.copyOf(routes);
    }
}
