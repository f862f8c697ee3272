package dev.banyan.server.delivery.request;

import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.problem.ProblemView;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** Problems on the paths that are served without the REST layer: the same form as everywhere else. */
public final class Refusals {
    private Refusals() {}

    public static void write(Problem problem, RoutingContext http) {
        HttpServerResponse response = http.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemView.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        problem.retryAfter()
                .ifPresent(wait -> response.putHeader("Retry-After", String.valueOf(Math.max(1, wait.toSeconds()))));
        response.end(RulesetJson.write(ProblemView.of(problem, UUID.randomUUID().toString())));
    }
}
