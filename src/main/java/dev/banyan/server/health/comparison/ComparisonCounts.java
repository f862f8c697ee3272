package dev.banyan.server.health.comparison;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How often both sides of a route were compared, and with what result.
 *
 * @param compared comparisons that were completed, those while learning left out
 * @param mismatched of these, different after noise was set aside
 * @param failed only one of the two sides threw
 * @param dropped not made, because the queue was full
 * @param late given up at the deadline
 * @param controls pairs of calls of one and the same side, from which noise is learned
 * @param learning comparisons of services that did not know yet what is noise
 */
@RecordBuilder
public record ComparisonCounts(
        long compared, long mismatched, long failed, long dropped, long late, long controls, long learning) {

    public static final ComparisonCounts NONE = ComparisonCountsBuilder.builder()
            .compared(0)
            .mismatched(0)
            .failed(0)
            .dropped(0)
            .late(0)
            .controls(0)
            .learning(0)
            .build();

    /** Of the comparisons that were completed, 0 to 1; null when there was none. */
    @JsonProperty
    @Schema(nullable = true)
    public Double mismatchRate() {
        return compared == 0 ? null : (double) mismatched / compared;
    }

    /** Comparisons that were wanted and told nothing. */
    public long missed() {
        return failed + dropped + late;
    }

    public boolean none() {
        return compared + missed() + controls + learning == 0;
    }
}
