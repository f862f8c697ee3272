package dev.banyan.server.management;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Health and metrics on a port of their own, where one is set: there nothing else is answered, and elsewhere they are not. */
@ApplicationScoped
class ManagementFilter {
    private static final int NOT_FOUND = 404;

    private final int port;
    private final String host;
    private final Vertx vertx;
    private Router router;
    private HttpServer server;

    ManagementFilter(
            ManagementConfig config,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "127.0.0.1") String everythingsHost,
            Vertx vertx) {
        this.port = config.port().orElse(0);
        this.host = config.host().orElse(everythingsHost);
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        this.router = router;
        if (port != 0) {
            router.route().order(Integer.MIN_VALUE).handler(this::keepApart);
        }
    }

    void start(@Observes StartupEvent event) {
        if (port == 0) {
            return;
        }
        server = vertx.createHttpServer().requestHandler(this::handle);
        try {
            server.listen(port, host).toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException taken) {
            throw new IllegalStateException(
                    "Port " + port + " on " + host + " cannot be used ("
                            + taken.getCause().getMessage()
                            + "): stop what uses it, or set BANYAN_MANAGEMENT_PORT to another port.",
                    taken);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (server != null) {
            server.close();
        }
    }

    private void handle(HttpServerRequest request) {
        // As for every other request: nobody else is served on its context.
        VertxContextSafetyToggle.setCurrentContextSafe(true);
        router.handle(request);
    }

    private void keepApart(RoutingContext http) {
        boolean ours = http.request().connection().localAddress().port() == port;
        if (ours == isManagement(http.normalizedPath())) {
            http.next();
        } else {
            http.response().setStatusCode(NOT_FOUND).end();
        }
    }

    private static boolean isManagement(String path) {
        return path.matches("/q/(health|metrics)(/.*)?");
    }
}
