package dev.banyan.server.ofrep;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The protocol lets a client send its key as {@code X-API-Key} too. Here, and only here, it is taken for a bearer credential, before
 * anybody looks at credentials; one that brings both is judged by the usual one.
 */
@ApplicationScoped
class ApiKeyFilter {

    private static final String NAME = "X-API-Key";
    private static final String PATHS = "/ofrep/";

    /** Before authentication, which is at 200. */
    private static final int EARLY = 900;

    void register(@Observes Filters filters) {
        filters.register(ApiKeyFilter::translate, EARLY);
    }

    private static void translate(RoutingContext http) {
        HttpServerRequest request = http.request();
        String key = request.getHeader(NAME);
        boolean only = key != null && !request.headers().contains(HttpHeaders.AUTHORIZATION);
        if (only && http.normalizedPath().startsWith(PATHS)) {
            request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + key);
        }
        http.next();
    }
}
