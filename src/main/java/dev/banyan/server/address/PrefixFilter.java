package dev.banyan.server.address;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Finds out under which path the sender sees this server: by the setting, or by what a trusted proxy says. Takes the prefix away where the
 * proxy has left it, and puts it before the addresses in headers; those in pages get theirs as the page is rendered.
 */
@ApplicationScoped
class PrefixFilter {
    private static final String FORWARDED = "X-Forwarded-Prefix";
    private static final List<CharSequence> ADDRESSES = List.of(HttpHeaders.LOCATION, "HX-Redirect");

    private final String configured;
    private final boolean forwarding;

    PrefixFilter(
            ProxyConfig config,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean forwarding) {
        this.configured = config.pathPrefix().flatMap(PathPrefix::parse).orElse("");
        this.forwarding = forwarding;
    }

    /** Before everything that looks at a path. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::handle);
    }

    private void handle(RoutingContext http) {
        String prefix = prefix(http.request());
        String uri = http.request().uri();
        String inside = PathPrefix.without(prefix, uri);
        if (!inside.equals(uri)) {
            http.reroute(inside);
            return;
        }
        PathPrefix.enter(prefix);
        if (!prefix.isEmpty()) {
            http.addHeadersEndHandler(nothing -> outside(prefix, http));
        }
        http.next();
    }

    private String prefix(HttpServerRequest request) {
        return forwarding ? PathPrefix.parse(request.getHeader(FORWARDED)).orElse(configured) : configured;
    }

    private static void outside(String prefix, RoutingContext http) {
        MultiMap headers = http.response().headers();
        for (CharSequence name : ADDRESSES) {
            String address = headers.get(name);
            if (address != null) {
                headers.set(name, PathPrefix.before(prefix, ours(address, http.request())));
            }
        }
    }

    /** A whole address of this very server as its path: the browser knows better than we do by which scheme it came. */
    private static String ours(String address, HttpServerRequest request) {
        if (address.startsWith("/")) {
            return address;
        }
        URI uri = URI.create(address);
        boolean here =
                request.authority() != null && request.authority().toString().equalsIgnoreCase(uri.getRawAuthority());
        return here ? uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()) : address;
    }
}
