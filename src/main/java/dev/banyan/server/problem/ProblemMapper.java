package dev.banyan.server.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;

@Provider
public final class ProblemMapper implements ExceptionMapper<Problem> {

    @Override
    public Response toResponse(Problem problem) {
        return render(problem, newId());
    }

    /** The one way from a problem to a response, also for filters that refuse a request. */
    public static Response render(Problem problem) {
        return render(problem, newId());
    }

    static Response render(Problem problem, String id) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(ProblemView.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(ProblemView.of(problem, id));
        if (problem.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        problem.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds())));
        return response.build();
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }
}
