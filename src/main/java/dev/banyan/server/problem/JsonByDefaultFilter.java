package dev.banyan.server.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The API speaks JSON, so nobody has to say so: in an emergency a bare {@code curl -X POST} must do. */
@ApplicationScoped
class JsonByDefaultFilter {
    /** Before the REST layer looks at what a request consumes. */
    private static final int EARLY = 900;

    void register(@Observes Filters filters) {
        filters.register(JsonByDefaultFilter::assumeJson, EARLY);
    }

    private static void assumeJson(RoutingContext http) {
        boolean change = http.request().method() == HttpMethod.POST
                && http.normalizedPath().startsWith("/api/");
        if (change
                && (saysNothing(http.request().headers())
                        || isEmpty(http.request().headers()))) {
            http.request().headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
        }
        http.next();
    }

    private static boolean saysNothing(MultiMap headers) {
        return !headers.contains(HttpHeaders.CONTENT_TYPE);
    }

    /** Many clients call a body that is not there a form. */
    private static boolean isEmpty(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return (length == null || length.equals("0")) && !headers.contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
