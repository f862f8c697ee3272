package dev.banyan.server.access.http;

import dev.banyan.server.access.kit.RequestOrigin;
import dev.banyan.server.access.kit.Surface;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.problem.ProblemMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** No page but ours changes anything, whatever tokens it has got hold of. Services may be asked from pages of others: that is what they are for. */
class OriginFilter {
    static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @ServerRequestFilter
    public Optional<Response> filter(ContainerRequestContext request) {
        boolean free = SAFE.contains(request.getMethod())
                || Surface.of(request.getUriInfo().getPath()) == Surface.SDK
                || !RequestOrigin.isForeign(request::getHeaderString);
        return free
                ? Optional.empty()
                : Optional.of(ProblemMapper.render(Problem.of(
                                403, "foreign-origin", "The request came from a page of another site")
                        .detail("Changes are taken from pages of this server only.")
                        .remedy("Open the page at this server. Behind a proxy: let it pass on Host, or name it in"
                                + " BANYAN_PROXY_TRUSTED and let it say X-Forwarded-Host.")
                        .build()));
    }
}
