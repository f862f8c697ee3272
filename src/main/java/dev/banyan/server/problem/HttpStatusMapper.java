package dev.banyan.server.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What the HTTP layer itself refuses (no such path, method, media type …), in the same form as our own refusals. */
@Provider
final class HttpStatusMapper implements ExceptionMapper<WebApplicationException> {

    private final UnexpectedMapper unexpected = new UnexpectedMapper();

    @Override
    public Response toResponse(WebApplicationException e) {
        Response given = e.getResponse();
        if (e.getCause() instanceof Problem refused) {
            return ProblemMapper.render(refused);
        }
        if (e.getCause() instanceof JsonProcessingException json) {
            return ProblemMapper.render(JsonMapper.problem(json));
        }
        if (given.getStatus() < 400 || given.hasEntity()) {
            return given;
        }
        if (given.getStatus() >= 500) {
            return unexpected.toResponse(e);
        }
        return ProblemMapper.render(problem(given.getStatus()));
    }

    static Problem problem(int status) {
        return switch (status) {
            case 400 -> Problem.badRequest("The request is malformed.", "Compare it with the API description.");
            case 401 -> Problem.unauthenticated("No valid credentials were presented.", "Sign in.");
            case 403 -> Problem.forbidden("You have no right to this.", "Ask an administrator.");
            case 404 -> Problem.notFound("such path");
            case 405 ->
                named(status, "method-not-allowed", "The path does not know this method", "See the API description.");
            case 406 -> named(status, "not-acceptable", "No such representation", "Accept application/json.");
            case 413 -> Problem.tooLarge();
            case 415 ->
                named(
                        status,
                        "unsupported-media-type",
                        "The body's type is not understood",
                        "Send application/json, or what the API description names.");
            default ->
                named(status, "http-" + status, "The request was refused", "Compare it with the API description.");
        };
    }

    private static Problem named(int status, String slug, String title, String remedy) {
        return Problem.of(status, slug, title)
                .detail(title + ".")
                .remedy(remedy)
                .build();
    }
}
