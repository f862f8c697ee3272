package dev.banyan.server.address;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Finds out who sent a request, and under which path the sender sees this server: by the setting, or by what a trusted proxy says. Takes the
 * prefix away where the proxy has left it, and puts it before the addresses in headers; those in pages get theirs as the page is rendered.
 */
@ApplicationScoped
class PrefixFilter {
    private static final List<CharSequence> ADDRESSES = List.of(HttpHeaders.LOCATION, "HX-Redirect");

    private final String configured;
    private final TrustedProxies proxies;

    PrefixFilter(
            ProxyConfig config,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean believesAnybody) {
        if (believesAnybody) {
            throw new IllegalStateException(
                    "quarkus.http.proxy.proxy-address-forwarding takes the caller's address from"
                            + " where anybody can write it: unset it, and name your proxies in BANYAN_PROXY_TRUSTED.");
        }
        this.configured = config.pathPrefix().flatMap(PathPrefix::parse).orElse("");
        this.proxies = new TrustedProxies(config.trusted().orElse(List.of()));
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
        Caller.enter(caller(http.request()));
        http.addHeadersEndHandler(nothing -> outside(prefix, http));
        http.next();
    }

    private String prefix(HttpServerRequest request) {
        return said(request, "X-Forwarded-Prefix").flatMap(PathPrefix::parse).orElse(configured);
    }

    private Caller caller(HttpServerRequest request) {
        List<String> hops = request.headers().getAll("X-Forwarded-For").stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .toList();
        return new Caller(
                proxies.client(peer(request), hops),
                request.isSSL()
                        || said(request, "X-Forwarded-Proto")
                                .filter("https"::equalsIgnoreCase)
                                .isPresent(),
                said(request, "X-Forwarded-Host")
                        .or(() -> Optional.ofNullable(request.authority()).map(Object::toString))
                        .orElse(""));
    }

    /** By the proxy that has called us, if we trust it: the last of several. */
    private Optional<String> said(HttpServerRequest request, String header) {
        List<String> values = proxies.trusts(peer(request)) ? request.headers().getAll(header) : List.of();
        return values.isEmpty()
                ? Optional.empty()
                : Stream.of(values.get(values.size() - 1).split(","))
                        .map(String::strip)
                        .reduce((one, next) -> next);
    }

    private static String peer(HttpServerRequest request) {
        SocketAddress peer = request.connection().remoteAddress();
        return peer == null || peer.hostAddress() == null ? "" : peer.hostAddress();
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

    /**
     * A whole address of this very server as its path: the browser knows better than we do by which scheme it came, and by which name, which a
     * stranger may have made up.
     */
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
