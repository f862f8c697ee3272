package dev.banyan.server.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says in words that a body is too large: the HTTP layer itself would answer without any. Where the length is told, nothing is read; where a body
 * comes in pieces, it is collected up to the limit, as the REST layer would cut the connection in the middle of reading it.
 */
@ApplicationScoped
class BodyLimitFilter {
    /** Before whatever looks at a request, and before the HTTP layer's own check. */
    private static final int FIRST = 1_000;

    /** Nobody's pieces are kept who may not send any: authentication is at 200. */
    private static final int SIGNED_IN = 100;

    private final long limit;
    private final Handler<RoutingContext> collector;

    BodyLimitFilter(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
        this.collector = BodyHandler.create(false).setBodyLimit(this.limit);
    }

    void register(@Observes Filters filters) {
        filters.register(this::measure, FIRST);
        filters.register(this::collect, SIGNED_IN);
    }

    private void measure(RoutingContext http) {
        if (announced(http) <= limit) {
            http.next();
            return;
        }
        // What is on its way is not worth reading.
        http.response().putHeader(HttpHeaders.CONNECTION, "close");
        http.fail(Problem.tooLarge());
    }

    private void collect(RoutingContext http) {
        if (comesInPieces(http) && isRead(http.normalizedPath())) {
            collector.handle(http);
        } else {
            http.next();
        }
    }

    /** By the REST layer, and not as a form: what is read elsewhere has a limit of its own there. */
    private static boolean isRead(String path) {
        return path.startsWith("/api/")
                || path.startsWith("/ofrep/")
                || path.equals("/sdk/v1/telemetry")
                || path.equals("/sdk/v1/instance");
    }

    private static boolean comesInPieces(RoutingContext http) {
        return http.request().headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static long announced(RoutingContext http) {
        String length = http.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }
}
