package dev.banyan.server.health;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.banyan.evaluation.Stage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;

/** A batch of outcomes. Newer SDKs may say more than we know: what we do not know is ignored. */
@JsonIgnoreProperties(ignoreUnknown = true)
record TelemetryRequest(
        @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String instance,
        @Min(0) long sequence,
        @Size(max = 20_000) List<@Valid Outcome> outcomes,
        @Size(max = 20_000) Map<String, @Min(0) Long> missingKeys,
        @Size(max = 20_000) List<@Valid ComparisonRequest> comparisons) {

    /** @param latency pairs of bucket and count */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Outcome(
            @NotNull String route,
            @NotNull Stage stage,

            @NotNull @Pattern(regexp = "legacy|new", message = "must be legacy or new")
            String side,

            @NotNull @Pattern(regexp = "read|write|call", message = "must be read, write or call")
            String operation,

            @Min(0) long calls,
            @Min(0) long errors,
            @NotNull @Size(max = 400) List<@Size(min = 2, max = 2) List<Long>> latency) {}

    TelemetryRequest {
        outcomes = outcomes == null ? List.of() : outcomes;
        missingKeys = missingKeys == null ? Map.of() : missingKeys;
        comparisons = comparisons == null ? List.of() : comparisons;
    }
}
