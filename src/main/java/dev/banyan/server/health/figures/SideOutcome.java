package dev.banyan.server.health.figures;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.evaluation.Side;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What one side did in some span of time. Latencies are off by at most 3.2 % of themselves.
 *
 * @param calls all calls that it got, those whose result only served a comparison or a second write included
 * @param served the calls whose result went to the caller
 * @param p50 milliseconds; null without calls, and where routes are listed; as are the others
 * @param failedSecondWrites errors of writes after the other side had been written; among the errors
 * @param errorKinds errors by kind, as far as it is known; empty where routes are listed
 */
@RecordBuilder
public record SideOutcome(
        Side side,
        long calls,
        long served,
        long errors,
        @Schema(nullable = true) Double p50,
        @Schema(nullable = true) Double p95,
        @Schema(nullable = true) Double p99,
        long failedSecondWrites,
        Map<String, Long> errorKinds) {

    public static SideOutcome of(Side side, RouteFigures figures) {
        LatencyHistogram latency = new LatencyHistogram();
        Map<String, Long> kinds = Map.of();
        long failedSecondWrites = 0;
        for (OutcomeCell cell : figures.cells()) {
            if (cell.side() == side) {
                latency.add(cell.latency());
                kinds = Kinds.sum(kinds, cell.errorKinds());
                failedSecondWrites += cell.isSecondWrite() ? cell.errors() : 0;
            }
        }
        return SideOutcomeBuilder.builder()
                .side(side)
                .calls(figures.calls(side))
                .served(figures.served(side))
                .errors(figures.errors(side))
                .p50(latency.quantileMillis(0.5))
                .p95(latency.quantileMillis(0.95))
                .p99(latency.quantileMillis(0.99))
                .failedSecondWrites(failedSecondWrites)
                .errorKinds(kinds)
                .build();
    }

    /** Without what only the figures of a single route tell. */
    public static SideOutcome counted(Side side, long calls, long served, long errors) {
        return SideOutcomeBuilder.builder()
                .side(side)
                .calls(calls)
                .served(served)
                .errors(errors)
                .p50(null)
                .p95(null)
                .p99(null)
                .failedSecondWrites(0)
                .errorKinds(Map.of())
                .build();
    }

    /** 0 to 1; null without calls. */
    @JsonProperty
    @Schema(nullable = true)
    public Double errorRate() {
        return calls == 0 ? null : (double) errors / calls;
    }
}
