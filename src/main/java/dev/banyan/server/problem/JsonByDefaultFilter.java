package dev.banyan.server.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * The API speaks JSON, so nobody has to say so: in an emergency a bare {@code curl -X POST} must do. Whoever says that a body is something
 * else is believed, and refused: it would be read in another way.
 */
@ApplicationScoped
class JsonByDefaultFilter {
    /** Before the REST layer looks at what a request consumes. */
    private static final int EARLY = 900;

    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final Pattern JSON =
            Pattern.compile("\\s*application/(json|[a-z.+-]+\\+json)\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

    void register(@Observes Filters filters) {
        filters.register(JsonByDefaultFilter::assumeJson, EARLY);
    }

    private static void assumeJson(RoutingContext http) {
        MultiMap headers = http.request().headers();
        if (!http.normalizedPath().startsWith("/api/")) {
            http.next();
        } else if (isEmpty(headers) || saysNothing(headers)) {
            if (http.request().method() == HttpMethod.POST) {
                headers.set(HttpHeaders.CONTENT_TYPE, "application/json");
            }
            http.next();
        } else if (saysJson(headers.get(HttpHeaders.CONTENT_TYPE))) {
            http.next();
        } else {
            http.fail(HttpStatusMapper.problem(UNSUPPORTED_MEDIA_TYPE));
        }
    }

    private static boolean saysJson(String type) {
        return JSON.matcher(type).matches();
    }

    private static boolean saysNothing(MultiMap headers) {
        return !headers.contains(HttpHeaders.CONTENT_TYPE);
    }

    /** Many clients call a body that is not there a form. */
    private static boolean isEmpty(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return (length == null || length.equals("0")) && !headers.contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
