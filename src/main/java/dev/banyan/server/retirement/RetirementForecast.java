package dev.banyan.server.retirement;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When nothing is left on legacy if all goes on as in the last weeks.
 *
 * @param day null when nobody can say
 * @param words why not; null when there is a day
 */
public record RetirementForecast(
        @Schema(nullable = true) LocalDate day,
        @Schema(nullable = true) String words) {

    static RetirementForecast on(LocalDate day) {
        return new RetirementForecast(day, null);
    }

    static RetirementForecast none(String words) {
        return new RetirementForecast(null, words);
    }
}
