package dev.banyan.server.retirement;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When nothing is left on legacy if all goes on as in the last weeks.
 *
 * @param day null when nobody can say
 * @param words why not; null when there is a day
 */
public record Forecast(
        @Schema(nullable = true) LocalDate day,
        @Schema(nullable = true) String words) {

    static Forecast on(LocalDate day) {
        return new Forecast(day, null);
    }

    static Forecast none(String words) {
        return new Forecast(null, words);
    }
}
