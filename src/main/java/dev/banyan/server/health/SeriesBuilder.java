package dev.banyan.server.health;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Sorts the outcomes of a route into steps. Not thread-safe. */
final class SeriesBuilder {
    /** Long enough to hold a batch of every service, short enough to show a change at once. */
    private static final Duration LATEST = Duration.ofMillis(1500);

    private final long stepSeconds;
    private final long firstStep;
    private final long lastStep;
    private final Instant latestFrom;
    private final SpanBuilder total = new SpanBuilder();
    private final SpanBuilder latest = new SpanBuilder();
    private final Map<Long, SpanBuilder> steps = new HashMap<>();

    /** @param step whole seconds */
    SeriesBuilder(Instant now, Duration lately, Duration step) {
        stepSeconds = step.toSeconds();
        firstStep = stepOf(now.minus(lately)) + 1;
        lastStep = stepOf(now);
        latestFrom = now.minus(LATEST);
    }

    void add(Instant at, Stage stage, Side side, long calls, long errors, long[][] latency) {
        total.add(at, stage, side, calls, errors, latency);
        steps.computeIfAbsent(stepOf(at), any -> new SpanBuilder()).add(at, stage, side, calls, errors, latency);
        if (!at.isBefore(latestFrom)) {
            latest.add(at, stage, side, calls, errors, latency);
        }
    }

    RouteHealth build(String route, long missingKeys) {
        List<OutcomeSpan> series = LongStream.rangeClosed(firstStep, lastStep)
                .mapToObj(index -> steps.getOrDefault(index, new SpanBuilder()).build(start(index)))
                .toList();
        return new RouteHealth(
                route, (int) stepSeconds, total.build(start(firstStep)), latest.build(latestFrom), series, missingKeys);
    }

    private long stepOf(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), stepSeconds);
    }

    private Instant start(long index) {
        return Instant.ofEpochSecond(index * stepSeconds);
    }
}
