package dev.banyan.server.access.http;

import dev.banyan.server.access.kit.Surface;
import dev.banyan.server.address.Caller;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What browsers must hold us to, on every answer, errors and static files included. */
@ApplicationScoped
class SecurityHeadersFilter {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; object-src 'none'";

    /** Before everything else, so that no refusal leaves without them. */
    private static final int FIRST = 1_000;

    void register(@Observes Filters filters) {
        filters.register(SecurityHeadersFilter::add, FIRST);
    }

    private static void add(RoutingContext http) {
        MultiMap headers = http.response().headers();
        if (!isDevelopersTool(http)) {
            headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        }
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        if (Caller.current().secure()) {
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        if (Surface.of(http.normalizedPath()) != Surface.OPEN) {
            http.addHeadersEndHandler(nothing -> keepNowhere(headers));
        }
        http.next();
    }

    /** Or whoever comes to the browser next goes back to what was shown before. Snapshots say for themselves how they may be kept. */
    private static void keepNowhere(MultiMap headers) {
        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    /** Quarkus' own pages in dev mode are full of inline scripts; they do not exist in production. */
    private static boolean isDevelopersTool(RoutingContext http) {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT
                && http.request().path().startsWith("/q/");
    }
}
