package dev.banyan.server.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Whoever asks an API gets JSON, whatever the request's {@code Accept} says. There is no other form to choose, and what cannot be written in the
 * form that was asked for would be found out only when the answer is written: by then the work is done, and a rollback would be reported as
 * failed.
 */
@ApplicationScoped
class JsonAnswersFilter {
    /** Before the REST layer chooses a form. */
    private static final int EARLY = 900;

    private static final String JSON = "application/json";

    void register(@Observes Filters filters) {
        filters.register(JsonAnswersFilter::answerJson, EARLY);
    }

    private static void answerJson(RoutingContext http) {
        if (hasOneForm(http.normalizedPath(), http.request().method())) {
            http.request().headers().set(HttpHeaders.ACCEPT, JSON);
        }
        http.next();
    }

    /** What SDKs read may be a snapshot or a delta; that is served beside the REST layer, and chosen there. */
    private static boolean hasOneForm(String path, HttpMethod method) {
        return path.startsWith("/api/")
                || path.startsWith("/ofrep/")
                || (path.startsWith("/sdk/") && method == HttpMethod.POST);
    }
}
