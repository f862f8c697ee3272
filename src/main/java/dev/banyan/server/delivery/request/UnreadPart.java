package dev.banyan.server.delivery.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.server.environment.RulesetJson;
import java.util.List;

/**
 * What an instance does not understand of the revision that it has applied.
 *
 * @param route the key of a route; {@code *} for more of them than it names; null for a field of the environment
 * @param field the name of a field beside the routes, or null
 * @param keeps the revision whose rules it goes by on the route; null when it knows none, and goes by its declared default
 * @param reason what it is that it does not understand
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnreadPart(String route, String field, Long keeps, String reason) {
    static final String MORE = "*";

    public static List<UnreadPart> read(String json) {
        return json == null ? List.of() : List.of(RulesetJson.read(json, UnreadPart[].class));
    }

    /** For people who ask why the change has not arrived. */
    public String words() {
        String what = MORE.equals(route) ? "more routes" : route == null ? field : route;
        String instead = keeps == null ? "its declared default holds" : "it keeps the rules of revision " + keeps;
        return "does not understand " + what + ", so " + instead + (reason.isEmpty() ? "" : ": " + reason);
    }
}
