package dev.banyan.server.ofrep;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.logging.Logger;

/** From what was found to status and body. */
final class AnswerMapper {

    private static final Logger LOG = Logger.getLogger(AnswerMapper.class);

    private AnswerMapper() {}

    static Response of(FlagAnswer answer) {
        return answer instanceof FlagAnswer.Failed failed
                ? json(status(failed.errorCode()), failed).build()
                : json(200, answer).build();
    }

    static Response notModified(EntityTag tag) {
        return Response.notModified()
                .header(HttpHeaders.ETAG, tag.toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    /** @param key of the flag that was asked for, null for all */
    static Response failure(Throwable failure, String key) {
        if (failure instanceof Refusal refusal) {
            Response.ResponseBuilder response = json(refusal.status(), refusal.body(key));
            // Seconds: of the two forms that HTTP knows, the one that all clients read.
            refusal.retryAfter()
                    .ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds())));
            return response.build();
        }
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "Unexpected fault %s", id);
        String details = "Something went wrong on the server. Its log knows more under " + id + ".";
        return json(500, new FlagAnswer.Failed(key, ErrorCode.GENERAL, details)).build();
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case PARSE_ERROR, INVALID_CONTEXT, TARGETING_KEY_MISSING -> 400;
            case FLAG_NOT_FOUND -> 404;
            case GENERAL -> 500;
        };
    }

    private static Response.ResponseBuilder json(int status, Object body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(body);
    }
}
