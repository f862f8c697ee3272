package dev.banyan.server.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
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
        boolean unsaid = http.request().method() == HttpMethod.POST
                && !http.request().headers().contains(HttpHeaders.CONTENT_TYPE);
        if (unsaid && http.normalizedPath().startsWith("/api/")) {
            http.request().headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
        }
        http.next();
    }
}
