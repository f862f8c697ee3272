package dev.banyan.server.access;

import dev.banyan.server.problem.Problem;
import dev.banyan.server.problem.ProblemMapper;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Every change that comes with a session must carry the session's token. Asks for the kind of identity, not for the path, so that no
 * odd spelling of a path gets around it. Tokens and SDK keys need none: browsers do not send them by themselves.
 */
class CsrfFilter {

    static final String HEADER = "X-CSRF-Token";
    static final String FIELD = "csrf";

    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final SecurityIdentity identity;

    CsrfFilter(SecurityIdentity identity) {
        this.identity = identity;
    }

    @ServerRequestFilter
    @WithFormRead
    public Optional<Response> filter(ResteasyReactiveContainerRequestContext request) {
        String expected = identity.getAttribute(Identities.CSRF_TOKEN);
        // The sign-in form is checked by its own token: it is shown to those without a session.
        boolean exempt = expected == null || SAFE.contains(request.getMethod()) || isSignIn(request);
        if (exempt || Secrets.same(expected, given(request))) {
            return Optional.empty();
        }
        return Optional.of(ProblemMapper.render(Problem.of(403, "csrf", "The request did not come from our own page")
                .detail("The session's token is missing or wrong.")
                .remedy("Reload the page and try again.")
                .build()));
    }

    private static boolean isSignIn(ContainerRequestContext request) {
        return request.getUriInfo().getPath().equals("/sign-in");
    }

    private static String given(ResteasyReactiveContainerRequestContext request) {
        String header = request.getHeaderString(HEADER);
        if (header != null) {
            return header;
        }
        ResteasyReactiveRequestContext context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        return context.getFormData() == null ? null : (String) context.getFormParameter(FIELD, true, false);
    }
}
