package dev.banyan.server.access.http;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.kit.WriteLimits;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.problem.ProblemMapper;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses changes that one person makes too fast, in the API and in forms alike. */
class WriteLimitFilter {
    private final SecurityIdentity identity;
    private final WriteLimits limits;

    WriteLimitFilter(SecurityIdentity identity, WriteLimits limits) {
        this.identity = identity;
        this.limits = limits;
    }

    @ServerRequestFilter
    public Optional<Response> filter(ContainerRequestContext request) {
        if (OriginFilter.SAFE.contains(request.getMethod()) || !identity.hasRole(Identities.USER)) {
            return Optional.empty();
        }
        return limits.take(
                        identity.getPrincipal().getName(), request.getUriInfo().getPath())
                .map(wait -> ProblemMapper.render(
                        Problem.tooManyRequests("You change more in a short time than one person may.", wait)));
    }
}
