package dev.banyan.server.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The API speaks JSON, so nobody has to say so: in an emergency a bare {@code curl -X POST} must do. */
class JsonByDefaultFilter {

    @ServerRequestFilter(preMatching = true)
    public void filter(ContainerRequestContext request) {
        boolean unsaid = request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null;
        if (unsaid && request.getUriInfo().getPath().startsWith("/api/")) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }
}
