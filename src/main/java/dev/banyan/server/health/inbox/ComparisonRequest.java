package dev.banyan.server.health.inbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.server.delivery.kit.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What an SDK found when it compared both sides of a route. Texts that are too long are cut, not refused: a batch holds more than these.
 *
 * @param compared comparisons that were completed, those while learning left out
 * @param mismatched of these, different after noise was set aside
 * @param failed only one of the two sides threw
 * @param dropped not made, because the queue was full
 * @param late given up at the deadline
 * @param controls pairs of calls of one and the same side
 * @param learning comparisons that were completed before it was known what is noise
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ComparisonRequest(
        @NotNull String route,
        @Min(0) @Max(MOST) long compared,
        @Min(0) @Max(MOST) long mismatched,
        @Min(0) @Max(MOST) long failed,
        @Min(0) @Max(MOST) long dropped,
        @Min(0) @Max(MOST) long late,
        @Min(0) @Max(MOST) long controls,
        @Min(0) @Max(MOST) long learning,
        @Size(max = 50) List<@NotNull @Valid PathCount> paths,
        @Size(max = 5) List<@NotNull @Valid Sample> samples) {
    private static final long MOST = 1_000_000_000_000L;
    private static final int LONGEST_PATH = 200;
    private static final int LONGEST_VALUE = 500;
    private static final String KINDS = "changed|missing|added|type";

    ComparisonRequest {
        paths = paths == null ? List.of() : paths;
        samples = samples == null ? List.of() : samples;
    }

    /**
     * @param count in comparisons
     * @param control between two calls of the same side
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PathCount(
            @NotNull String path,

            @NotNull @Pattern(regexp = KINDS, message = "must be changed, missing, added or type")
            String kind,

            @Min(0) @Max(MOST) long count,
            @Min(0) @Max(MOST) long control) {

        PathCount {
            path = path == null ? null : Text.clean(path, LONGEST_PATH);
        }
    }

    /** @param redacted the values are not to be seen; those that come all the same are not kept */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Sample(
            @NotNull String path,

            @NotNull @Pattern(regexp = KINDS, message = "must be changed, missing, added or type")
            String kind,

            String legacy,
            @JsonProperty("new") String fresh,
            boolean redacted,
            boolean noise) {

        Sample {
            path = path == null ? null : Text.clean(path, LONGEST_PATH);
            legacy = redacted || legacy == null ? null : Text.clean(legacy, LONGEST_VALUE);
            fresh = redacted || fresh == null ? null : Text.clean(fresh, LONGEST_VALUE);
        }
    }
}
