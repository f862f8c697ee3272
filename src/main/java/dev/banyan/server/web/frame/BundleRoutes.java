package dev.banyan.server.web.frame;

import dev.banyan.server.web.kit.Bundle;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumMap;
import java.util.Map;

/** Serves each {@link Bundle}, with the headers that files of the same folder have. */
@ApplicationScoped
class BundleRoutes {
    private static final String FOR_A_DAY = "public, immutable, max-age=86400";

    private final Map<Bundle, String> contents = new EnumMap<>(Bundle.class);

    void route(@Observes Router router) {
        for (Bundle bundle : Bundle.values()) {
            contents.put(bundle, bundle.content());
            router.get(bundle.address()).handler(http -> send(http, bundle));
        }
    }

    /** Whoever changes a style in dev mode wants to see it. */
    private void send(RoutingContext http, Bundle bundle) {
        boolean changing = LaunchMode.current() == LaunchMode.DEVELOPMENT;
        // "identity" stands there for all whom nobody has asked whether compression is worth it.
        http.response().headers().remove(HttpHeaders.CONTENT_ENCODING);
        http.response()
                .putHeader(HttpHeaders.VARY, "Accept-Encoding")
                .putHeader(HttpHeaders.CONTENT_TYPE, bundle.mediaType() + ";charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, changing ? "no-cache" : FOR_A_DAY)
                .end(changing ? bundle.content() : contents.get(bundle));
    }
}
