package dev.banyan.server.guard.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.server.figures.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one look at Prometheus gave, for one guardrail: a value, or what was in the way of one.
 *
 * @param at when it was asked, by the database's clock
 * @param trouble null where there is a value
 * @param holdsUntil after that it is no news any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reading(Instant at, Double value, String trouble, Instant holdsUntil) {

    /** Why nothing can be said at a moment; empty when there is a value. */
    static Optional<String> missing(Reading newest, Instant now) {
        if (newest == null) {
            return Optional.of("Prometheus has not been asked yet");
        }
        if (now.isAfter(newest.holdsUntil)) {
            return Optional.of(
                    "Nothing was heard of Prometheus for " + Spans.inSeconds(Duration.between(newest.at, now)));
        }
        return Optional.ofNullable(newest.trouble);
    }

    boolean isNewerThan(Reading other) {
        return other == null || at.isAfter(other.at);
    }
}
