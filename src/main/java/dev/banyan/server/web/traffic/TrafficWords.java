package dev.banyan.server.web.traffic;

import dev.banyan.evaluation.Side;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.health.figures.SideOutcome;
import dev.banyan.server.health.reading.OutcomeSpan;
import dev.banyan.server.health.reading.RouteHealth;
import dev.banyan.server.web.kit.ChangeMark;
import dev.banyan.server.web.kit.DataAge;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** From what services measured to what a page shows of it. */
public final class TrafficWords {
    public static final Duration SPAN = Duration.ofMinutes(5);
    public static final Duration STEP = Duration.ofSeconds(2);

    private TrafficWords() {}

    public static TrafficView traffic(RouteHealth health, List<ChangeMark> changes, Instant now) {
        List<TrafficPoint> points =
                health.steps().stream().map(TrafficWords::point).toList();
        // The step in progress has not seen all of its requests yet and would look like a slump.
        List<TrafficPoint> whole = points.isEmpty() ? points : points.subList(0, points.size() - 1);
        Instant end = points.isEmpty() ? now : points.get(points.size() - 1).start();
        Duration moved = moved(changes, now);
        return new TrafficView(
                split(health.total(), health.total().newest(), now).since(moved),
                rightNow(health.latest()),
                ChartGeometry.draw(whole, changes, end, SPAN, STEP));
    }

    /** How long ago the newest of the changes was, where it lies within what is shown; else null. */
    public static Duration moved(List<ChangeMark> changes, Instant now) {
        return changes.stream()
                .map(change -> positive(Duration.between(change.at(), now)))
                .filter(age -> age.compareTo(SPAN) < 0)
                .min(Duration::compareTo)
                .orElse(null);
    }

    private static String rightNow(OutcomeSpan latest) {
        return latest.served() == 0 ? null : Shares.percentage(latest.fresh().served(), latest.served());
    }

    /** @param newest when the newest outcome arrived, or null */
    static SplitView split(OutcomeSpan span, Instant newest, Instant now) {
        return new SplitView(
                figures(span.legacy()),
                figures(span.fresh()),
                newest == null ? DataAge.NEVER : new DataAge(positive(Duration.between(newest, now))));
    }

    static SplitView silent() {
        return new SplitView(SideFigures.silent(Side.LEGACY, SPAN), SideFigures.silent(Side.NEW, SPAN), DataAge.NEVER);
    }

    /** What happens now is added up; the averages are of each route since its own last move. */
    public static SplitView sum(Collection<SplitView> splits) {
        SideFigures legacy = SideFigures.silent(Side.LEGACY, SPAN);
        SideFigures fresh = SideFigures.silent(Side.NEW, SPAN);
        DataAge freshness = DataAge.NEVER;
        for (SplitView split : splits) {
            legacy = sum(legacy, split.legacySide());
            fresh = sum(fresh, split.newSide());
            freshness = fresher(freshness, split.freshness());
        }
        return new SplitView(legacy, fresh, freshness, now(splits), null);
    }

    private static SplitView.Now now(Collection<SplitView> splits) {
        return splits.stream()
                .map(SplitView::now)
                .filter(Objects::nonNull)
                .reduce(SplitView.Now::plus)
                .orElse(null);
    }

    /** Latencies of different routes are not added up: their sum would mean nothing. */
    private static SideFigures sum(SideFigures one, SideFigures other) {
        return SideFiguresBuilder.builder()
                .side(one.side())
                .calls(one.calls() + other.calls())
                .served(one.served() + other.served())
                .errors(one.errors() + other.errors())
                .p50Micros(-1)
                .p95Micros(-1)
                .p99Micros(-1)
                .span(SPAN)
                .build();
    }

    private static DataAge fresher(DataAge one, DataAge other) {
        if (one.never() || other.never()) {
            return one.never() ? other : one;
        }
        return one.age().compareTo(other.age()) <= 0 ? one : other;
    }

    private static SideFigures figures(SideOutcome side) {
        return figures(side, SPAN);
    }

    static SideFigures figures(SideOutcome side, Duration span) {
        return SideFiguresBuilder.builder()
                .side(side.side())
                .calls(side.calls())
                .served(side.served())
                .errors(side.errors())
                .p50Micros(micros(side.p50()))
                .p95Micros(micros(side.p95()))
                .p99Micros(micros(side.p99()))
                .span(span)
                .build();
    }

    static TrafficPoint point(OutcomeSpan span) {
        return new TrafficPoint(span.from(), step(span.legacy()), step(span.fresh()));
    }

    private static TrafficPoint.SideStep step(SideOutcome side) {
        return new TrafficPoint.SideStep(side.calls(), side.served(), side.errors(), micros(side.p95()));
    }

    private static long micros(Double millis) {
        return millis == null ? -1 : Math.round(millis * 1000);
    }

    private static Duration positive(Duration age) {
        return age.isNegative() ? Duration.ZERO : age;
    }
}
