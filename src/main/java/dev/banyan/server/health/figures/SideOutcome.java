package dev.banyan.server.health.figures;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.evaluation.Side;
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
        return new SideOutcome(
                side,
                figures.calls(side),
                figures.served(side),
                figures.errors(side),
                latency.quantileMillis(0.5),
                latency.quantileMillis(0.95),
                latency.quantileMillis(0.99),
                failedSecondWrites,
                kinds);
    }

    /** Without what only the figures of a single route tell. */
    public static SideOutcome counted(Side side, long calls, long served, long errors) {
        return new SideOutcome(side, calls, served, errors, null, null, null, 0, Map.of());
    }

    /** 0 to 1; null without calls. */
    @JsonProperty
    @Schema(nullable = true)
    public Double errorRate() {
        return calls == 0 ? null : (double) errors / calls;
    }
}
