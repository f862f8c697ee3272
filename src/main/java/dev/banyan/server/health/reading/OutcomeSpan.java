package dev.banyan.server.health.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.evaluation.Side;
import dev.banyan.server.health.figures.EventCount;
import dev.banyan.server.health.figures.PairCounts;
import dev.banyan.server.health.figures.RouteFigures;
import dev.banyan.server.health.figures.SideOutcome;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Both sides side by side, from an instant on for the length of a step.
 *
 * @param newest when the newest of it was counted, to the second, minute or hour; null when there is nothing
 * @param pairs requests for which both sides were asked; none where routes are listed
 * @param compared comparisons that were completed
 * @param mismatched of these, different after noise was set aside
 * @param breakerOpenings how often a circuit breaker of some instance opened; 0 where routes are listed
 * @param events what the application counted, by name; none where routes are listed
 */
@RecordBuilder
public record OutcomeSpan(
        Instant from,
        SideOutcome legacy,
        @JsonProperty("new") SideOutcome fresh,
        @Schema(nullable = true) Instant newest,
        PairCounts pairs,
        long compared,
        long mismatched,
        long breakerOpenings,
        Map<String, EventCount> events) {

    static OutcomeSpan of(Instant from, RouteFigures figures, Instant newest) {
        return OutcomeSpanBuilder.builder()
                .from(from)
                .legacy(SideOutcome.of(Side.LEGACY, figures))
                .fresh(SideOutcome.of(Side.NEW, figures))
                .newest(newest)
                .pairs(figures.pairs())
                .compared(figures.compared())
                .mismatched(figures.mismatched())
                .breakerOpenings(figures.breakerOpenings())
                .events(figures.events())
                .build();
    }

    public SideOutcome of(Side side) {
        return side == Side.NEW ? fresh : legacy;
    }

    /** Requests: each was served by one side. */
    @JsonProperty
    public long served() {
        return legacy.served() + fresh.served();
    }

    /** 0 to 1: the share of requests that the new side served; null without any. */
    @JsonProperty
    @Schema(nullable = true)
    public Double newShare() {
        return served() == 0 ? null : (double) fresh.served() / served();
    }
}
