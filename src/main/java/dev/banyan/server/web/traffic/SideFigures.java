package dev.banyan.server.web.traffic;

import dev.banyan.evaluation.Side;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.figures.Spans;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * What one side did within a span.
 *
 * @param calls all that it got
 * @param served those of them whose result went to the caller; the others were comparisons and second writes
 * @param p50Micros latencies are in microseconds and -1 without a single call
 */
@RecordBuilder
public record SideFigures(
        Side side,
        long calls,
        long served,
        long errors,
        long p50Micros,
        long p95Micros,
        long p99Micros,
        Duration span) {

    static SideFigures silent(Side side, Duration span) {
        return SideFiguresBuilder.builder()
                .side(side)
                .calls(0)
                .served(0)
                .errors(0)
                .p50Micros(-1)
                .p95Micros(-1)
                .p99Micros(-1)
                .span(span)
                .build();
    }

    /** @param other null for the span that it has */
    SideFigures over(Duration other) {
        return other == null
                ? this
                : SideFiguresBuilder.builder(this).span(other).build();
    }

    public boolean isNew() {
        return side == Side.NEW;
    }

    public String css() {
        return side.key();
    }

    public String label() {
        return isNew() ? "New" : "Legacy";
    }

    public boolean silent() {
        return calls == 0;
    }

    /** Whether part of its calls were made only to compare or to keep it in step. */
    public boolean copied() {
        return calls > served;
    }

    public String rate() {
        return Figures.perSecond(calls * 1_000.0 / Math.max(1, span.toMillis()));
    }

    public String errorsText() {
        return Figures.count(errors);
    }

    public String errorShare() {
        return Shares.percentage(errors, calls);
    }

    double errorPart() {
        return calls == 0 ? 0 : (double) errors / calls;
    }

    /** One in a hundred or more: worth a look on any side. */
    public boolean failing() {
        return errorPart() >= 0.01;
    }

    public boolean faultless() {
        return errors == 0;
    }

    public String p50() {
        return latency(p50Micros);
    }

    public String p95() {
        return latency(p95Micros);
    }

    public String p99() {
        return latency(p99Micros);
    }

    private static String latency(long micros) {
        return micros < 0 ? "–" : Spans.micros(micros);
    }
}
