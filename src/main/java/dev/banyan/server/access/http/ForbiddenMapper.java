package dev.banyan.server.access.http;

import dev.banyan.server.problem.Problem;
import dev.banyan.server.problem.ProblemMapper;
import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What the framework's own checks refuse, in the same form as our refusals. */
@Provider
final class ForbiddenMapper implements ExceptionMapper<ForbiddenException> {

    @Override
    public Response toResponse(ForbiddenException e) {
        return ProblemMapper.render(Problem.forbidden("You have no right to this.", "Ask an administrator."));
    }
}
