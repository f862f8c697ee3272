package dev.banyan.server.connection;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Tells a connection when a request of it begins and ends, and when somebody on it has said who they are. */
@ApplicationScoped
class ConnectionFilter implements HttpServerOptionsCustomizer {
    private static final String SEEN = ConnectionFilter.class.getName();
    private static final int FIRST = 2_000;
    /** Who somebody is has been found out at 200. */
    private static final int KNOWN = 150;

    /** Nobody who waits for answers has so much of earlier ones to read when asking for the next. */
    private static final long MUCH_UNREAD = 512 * 1024;

    private final ConnectionConfig config;

    ConnectionFilter(ConnectionConfig config) {
        this.config = config;
    }

    void register(@Observes Filters filters) {
        filters.register(ConnectionFilter::begins, FIRST);
        filters.register(ConnectionFilter::says, KNOWN);
    }

    /** No browser speaks it, and no SDK: it would only be one more way in. */
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(config.clearTextHttp2());
    }

    private static void begins(RoutingContext http) {
        // A request that is routed again is still one.
        if (http.get(SEEN) == null) {
            http.put(SEEN, true);
            Optional<OpenConnection> connection = connection(http);
            boolean shared = http.request().version() == HttpVersion.HTTP_2;
            if (!shared
                    && connection
                            .filter(each -> each.line().unread() > MUCH_UNREAD)
                            .isPresent()) {
                connection.get().close();
                return;
            }
            connection.ifPresent(each -> {
                each.requestBegins(shared);
                http.addEndHandler(ended -> each.requestEnds());
            });
        }
        http.next();
    }

    private static void says(RoutingContext http) {
        if (http.user() instanceof QuarkusHttpUser user
                && !user.getSecurityIdentity().isAnonymous()) {
            connection(http).ifPresent(OpenConnection::becomesKnown);
        }
        http.next();
    }

    private static Optional<OpenConnection> connection(RoutingContext http) {
        return http.request().connection() instanceof ConnectionBase connection
                ? ConnectionWatch.of(connection.channel())
                : Optional.empty();
    }
}
