package dev.banyan.server.delivery.request;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.problem.Problem;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What all requests of SDKs have in common. */
public final class SdkRequest {
    public static final String DELTA = "application/vnd.banyan.delta+json";

    private static final Pattern REVISION = Pattern.compile("\\d{1,18}");

    private SdkRequest() {}

    /** Nobody without an SDK key gets this far: the paths below /sdk ask for one. */
    public static SdkKeyScope key(RoutingContext http) {
        return ((QuarkusHttpUser) http.user()).getSecurityIdentity().getAttribute(Identities.SDK_SCOPE);
    }

    /** The revision of a stream's last event. */
    public static Optional<Long> lastRevision(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Last-Event-ID"))
                .filter(id -> REVISION.matcher(id).matches())
                .map(Long::parseLong);
    }

    public static boolean accepts(HttpServerRequest request, String header, String what) {
        String accepted = request.getHeader(header);
        return accepted != null && accepted.contains(what);
    }

    public static Handler<RoutingContext> refusable(Consumer<RoutingContext> handler) {
        return http -> {
            try {
                handler.accept(http);
            } catch (Problem problem) {
                Refusals.write(problem, http);
            }
        };
    }
}
