package dev.banyan.server.delivery;

import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.instance.KeyInstances;
import dev.banyan.server.delivery.kit.DeliveryMetrics;
import dev.banyan.server.delivery.request.SdkRequest;
import dev.banyan.server.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Refuses instances beyond what a key may have, before a body is read. Rules are never refused: a snapshot is answered, and its sender is not
 * written down.
 */
@ApplicationScoped
class InstanceFilter {
    private static final String INSTANCE = "Banyan-Instance";
    private static final String STARTED = "Banyan-Started";
    /** What is longer is refused by whoever reads it. */
    private static final int LONGEST = 64;

    private static final String SDK = "/sdk/";
    private static final Duration LATER = Duration.ofMinutes(1);
    /** What somebody may has been found out at 100, and a body is read at 50. */
    private static final int ADMITTED = 60;

    private final KeyInstances instances;
    private final DeliveryMetrics metrics;

    InstanceFilter(KeyInstances instances, DeliveryMetrics metrics) {
        this.instances = instances;
        this.metrics = metrics;
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, ADMITTED);
    }

    private void admit(RoutingContext http) {
        String instance = http.request().getHeader(INSTANCE);
        if (instance == null
                || instance.length() > LONGEST
                || http.user() == null
                || !http.normalizedPath().startsWith(SDK)) {
            http.next();
            return;
        }
        SdkKeyScope key = SdkRequest.key(http);
        if (key == null
                || instances.admits(key.keyId(), life(instance, http.request().getHeader(STARTED)))) {
            http.next();
            return;
        }
        metrics.instanceRefused();
        boolean asksForRules = http.request().method() == HttpMethod.GET
                && http.normalizedPath().endsWith("/snapshot");
        if (asksForRules) {
            http.request().headers().remove(INSTANCE);
            http.next();
        } else {
            http.fail(Problem.tooManyRequests("This SDK key has named more instances than it may.", LATER));
        }
    }

    /** An instance that starts again is another one. */
    private static String life(String instance, String started) {
        return started == null ? instance : instance + '@' + started.substring(0, Math.min(LONGEST, started.length()));
    }
}
