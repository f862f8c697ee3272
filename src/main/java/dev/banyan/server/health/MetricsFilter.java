package dev.banyan.server.health;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Metrics in the form that is asked for: Prometheus' own, which every tool reads, or OpenMetrics for those who accept it. Left to itself, the
 * endpoint would answer whoever names no form with the rarer one, and refuse most of those who ask for it.
 */
@ApplicationScoped
class MetricsFilter {
    private static final String PATH = "/q/metrics";
    private static final int EARLY = 900;

    private final PrometheusMeterRegistry registry;

    MetricsFilter(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, EARLY);
    }

    private void answer(RoutingContext http) {
        if (!http.normalizedPath().equals(PATH)) {
            http.next();
            return;
        }
        String form = TextFormat.chooseContentType(http.request().getHeader(HttpHeaders.ACCEPT));
        http.response().putHeader(HttpHeaders.CONTENT_TYPE, form).end(registry.scrape(form));
    }
}
