package dev.banyan.server.retirement;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One of the things that have to hold before the old path may go.
 *
 * @param evidence in a sentence, with figures
 * @param since since when it has been as it is; null when nobody knows yet
 * @param details who or what stands in the way; the first of them
 */
public record Condition(
        Name name,
        boolean met,
        String evidence,
        @Schema(nullable = true) Instant since,
        List<String> details) {

    public enum Name {
        /** Everybody is there. */
        LAST_STAGE,
        /** Nobody calls it. */
        LEGACY_SILENT,
        /** Every instance is. */
        ALL_COUNTED,
        /** None is connected. */
        NO_OLDER_BUILD,
        /** No write is missing. */
        BACKLOG_EMPTY;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Condition {
        details = List.copyOf(details);
    }

    static Condition of(Name name, boolean met, String evidence, Instant since) {
        return new Condition(name, met, evidence, since, List.of());
    }

    Condition since(Instant moment) {
        return new Condition(name, met, evidence, moment, details);
    }
}
