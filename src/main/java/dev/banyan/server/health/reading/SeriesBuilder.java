package dev.banyan.server.health.reading;

import dev.banyan.server.health.figures.Resolution;
import dev.banyan.server.health.figures.RouteFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Sorts the outcomes of a route into steps. Not thread-safe. */
final class SeriesBuilder {
    /** Long enough to hold a batch of every service, short enough to show a change at once. */
    private static final Duration LATEST = Duration.ofSeconds(2);
    /** What is older is not what happens right now. */
    private static final Duration STILL_NOW = Duration.ofSeconds(5);

    private final Steps steps;
    private final Instant now;
    private final Instant since;
    private final TreeMap<Instant, RouteFigures> figures = new TreeMap<>();

    SeriesBuilder(Steps steps, Instant now) {
        this(steps, now, Instant.MIN);
    }

    /** @param since what is older counts in its step, and not in the total */
    SeriesBuilder(Steps steps, Instant now, Instant since) {
        this.steps = steps;
        this.now = now;
        this.since = since;
    }

    void add(Instant at, RouteFigures more) {
        figures.merge(at, more, RouteFigures::plus);
    }

    RouteHealth build(String route) {
        Map<Instant, RouteFigures> counting = figures.tailMap(since);
        RouteFigures all = sum(counting);
        List<OutcomeSpan> series = LongStream.rangeClosed(steps.first(), steps.last())
                .mapToObj(index -> span(steps.start(index), figures.subMap(steps.start(index), steps.start(index + 1))))
                .toList();
        return RouteHealthBuilder.builder()
                .route(route)
                .stepSeconds((int) steps.length().toSeconds())
                .total(OutcomeSpan.of(later(steps.start(steps.first()), since), all, newest(figures)))
                .latest(latest())
                .steps(series)
                .missingKeys(all.missingKeys())
                .build();
    }

    /** The last seconds of which anything is known. */
    private OutcomeSpan latest() {
        Instant newest = newest(figures);
        boolean known = steps.grain() == Resolution.SECOND && newest != null && newest.isAfter(now.minus(STILL_NOW));
        Instant from = known ? figures.lastKey().plus(steps.grain().length()).minus(LATEST) : now;
        return span(from, figures.tailMap(from));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private OutcomeSpan span(Instant from, Map<Instant, RouteFigures> some) {
        return OutcomeSpan.of(from, sum(some), newest(some));
    }

    private Instant newest(Map<Instant, RouteFigures> some) {
        return some.keySet().stream()
                .reduce((before, last) -> last)
                .map(last -> last.plus(steps.grain().length()))
                .map(end -> end.isAfter(now) ? now : end)
                .orElse(null);
    }

    private static RouteFigures sum(Map<Instant, RouteFigures> some) {
        return some.values().stream().reduce(RouteFigures.NONE, RouteFigures::plus);
    }
}
