package dev.banyan.server.health;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Adds up rows of outcomes. Not thread-safe. */
final class SpanBuilder {
    private static final class Tally {
        private long calls;
        private long served;
        private long errors;
        private final LatencyHistogram latency = new LatencyHistogram();
    }

    private final Map<Side, Tally> tallies = new EnumMap<>(Side.class);
    private Instant newest;

    void add(Instant at, Stage stage, Side side, long calls, long errors, long[][] latency) {
        newest = newest == null || at.isAfter(newest) ? at : newest;
        Tally tally = tallies.computeIfAbsent(side, any -> new Tally());
        tally.calls += calls;
        tally.served += stage.side() == side ? calls : 0;
        tally.errors += errors;
        for (long[] pair : latency) {
            tally.latency.add((int) pair[0], pair[1]);
        }
    }

    OutcomeSpan build(Instant from) {
        return new OutcomeSpan(from, outcome(Side.LEGACY), outcome(Side.NEW), newest);
    }

    private SideOutcome outcome(Side side) {
        Tally tally = tallies.get(side);
        if (tally == null) {
            return SideOutcome.none(side);
        }
        LatencyHistogram latency = tally.latency;
        return new SideOutcome(
                side,
                tally.calls,
                tally.served,
                tally.errors,
                latency.quantileMillis(0.5),
                latency.quantileMillis(0.95),
                latency.quantileMillis(0.99));
    }
}
