package dev.banyan.server.access.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.banyan.server.access.kit.Surface;
import dev.banyan.server.problem.DatabaseGone;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.problem.ProblemView;
import io.quarkus.arc.Arc;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** An address is read, and who sent a request looked up, before any resource is reached; what fails there, mostly since the database is gone, is
 * answered here in our usual form. */
@ApplicationScoped
class FaultFilter {

    private static final int TOO_LARGE = 413;
    private static final int BAD_REQUEST = 400;

    private final ObjectMapper json;

    FaultFilter(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::handle);
    }

    private void handle(RoutingContext http) {
        if (Arc.container() == null) {
            // The server has stopped around this one, the very last: nothing is left to answer it with, and nobody to
            // tell.
            return;
        }
        refusal(http)
                .filter(problem -> !http.response().headWritten())
                .ifPresentOrElse(problem -> refuse(http, problem), http::next);
    }

    private static Optional<Problem> refusal(RoutingContext http) {
        if (http.failure() instanceof Problem problem) {
            return Optional.of(problem);
        }
        if (http.statusCode() == TOO_LARGE) {
            return Optional.of(Problem.tooLarge());
        }
        // An address that cannot be read is refused before any filter gets to see it.
        return http.statusCode() == BAD_REQUEST && http.failure() instanceof IllegalArgumentException
                ? Optional.of(Problem.badRequest(
                        "The address cannot be read.", "Write it in UTF-8, with two digits behind each %."))
                : DatabaseGone.behind(http.failure());
    }

    private void refuse(RoutingContext http, Problem problem) {
        boolean page = Surface.of(http.normalizedPath()) == Surface.UI;
        problem.retryAfter()
                .map(Duration::toSeconds)
                .ifPresent(wait -> http.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait)));
        http.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, page ? "text/plain; charset=utf-8" : ProblemView.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(page ? sentence(problem) : write(problem));
    }

    /** For a person in front of a browser; our pages need the database to be rendered. */
    private static String sentence(Problem problem) {
        return problem.getMessage() + " " + problem.remedy().orElse("") + "\n";
    }

    private String write(Problem problem) {
        try {
            return json.writeValueAsString(
                    ProblemView.of(problem, UUID.randomUUID().toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem can always be written", e);
        }
    }
}
