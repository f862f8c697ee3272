package dev.banyan.server.health.inbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.evaluation.Stage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/**
 * A batch of outcomes. Newer SDKs may say more than we know: what we do not know is ignored.
 *
 * @param millis how long it was counted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TelemetryRequest(
        @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String instance,
        @Min(0) long sequence,
        @Min(0) long millis,
        @Size(max = 20_000) List<@NotNull @Valid Outcome> outcomes,
        @Size(max = 20_000) Map<String, @NotNull @Min(0) @Max(MOST) Long> missingKeys,
        @Size(max = 20_000) List<@NotNull @Valid ComparisonRequest> comparisons,
        @Size(max = 20_000) List<@NotNull @Valid OfRoute> routes) {
    /** Sums of sums must not overflow. */
    static final long MOST = 1_000_000_000_000L;

    /**
     * @param latency pairs of bucket and count
     * @param kinds errors by kind
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Outcome(
            @NotNull String route,
            @NotNull Stage stage,

            @NotNull @Pattern(regexp = "legacy|new", message = "must be legacy or new")
            String side,

            @NotNull @Pattern(regexp = "read|write|call", message = "must be read, write or call")
            String operation,

            @Min(0) @Max(MOST) long calls,
            @Min(0) @Max(MOST) long errors,
            @NotNull @Size(max = 400) List<@NotNull @Size(min = 2, max = 2) List<@Max(MOST) Long>> latency,
            @Size(max = 20) Map<String, @NotNull @Min(0) @Max(MOST) Long> kinds) {

        Outcome {
            kinds = kinds == null ? Map.of() : kinds;
        }
    }

    /**
     * What is counted for a route as a whole.
     *
     * @param pairs requests for which both sides were asked
     * @param openings how often a circuit breaker opened
     * @param events what the application counts, by name
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record OfRoute(
            @NotNull String route,
            @Min(0) @Max(MOST) long pairs,
            @Min(0) @Max(MOST) long onlyLegacyFailed,
            @Min(0) @Max(MOST) long onlyNewFailed,
            @Min(0) @Max(MOST) long bothFailed,
            @Min(0) @Max(MOST) long openings,
            @Size(max = 100) Map<String, @NotNull @Valid Event> events) {

        OfRoute {
            events = events == null ? Map.of() : events;
        }
    }

    /** @param fresh while new served */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Event(
            @Min(0) @Max(MOST) long legacy,
            @JsonProperty("new") @Min(0) @Max(MOST) long fresh) {}

    TelemetryRequest {
        outcomes = outcomes == null ? List.of() : outcomes;
        missingKeys = missingKeys == null ? Map.of() : missingKeys;
        comparisons = comparisons == null ? List.of() : comparisons;
        routes = routes == null ? List.of() : routes;
    }
}
