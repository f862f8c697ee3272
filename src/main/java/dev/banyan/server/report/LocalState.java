package dev.banyan.server.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What holds for a route on one instance only, whatever the server says.
 *
 * @param override null when none is in force
 * @param breaker null while it is closed, or there is none
 * @param openings how often the breaker has opened since the instance started
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LocalState(
        String instance,
        String application,
        String version,
        String host,
        String route,
        Overridden override,
        Breaker breaker,
        long openings) {

    /** @param from {@code environment}, {@code property} or {@code file} */
    public record Overridden(String stage, String from) {}

    /**
     * The counts are of the window that opened it.
     *
     * @param state {@code open} or {@code half-open}
     * @param since by the clock of the instance; null when it did not say
     */
    public record Breaker(
            String state, @Schema(nullable = true) Instant since, long errors, long slow, long calls) {}

    /** Whether it decides otherwise than the server says, now. */
    public boolean deviates() {
        return override != null || breaker != null;
    }
}
