package dev.banyan.server.web;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.PastChange;
import dev.banyan.server.health.Comparisons;
import dev.banyan.server.health.DifferentPath;
import dev.banyan.server.health.OutcomeSpan;
import dev.banyan.server.health.Outcomes;
import dev.banyan.server.health.RouteHealth;
import dev.banyan.server.health.SideOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads what a route did over a span, and what was changed about it meanwhile. */
@ApplicationScoped
class PastTrafficReader {
    private static final int CHANGES_READ = 200;
    private static final double LEAST_ERROR_SHARE = 0.01;
    private static final double LEAST_MILLIS = 1;

    private final Outcomes outcomes;
    private final Flags flags;
    private final Comparisons comparisons;

    PastTrafficReader(Outcomes outcomes, Flags flags, Comparisons comparisons) {
        this.outcomes = outcomes;
        this.flags = flags;
        this.comparisons = comparisons;
    }

    PastTrafficView read(Layout layout, RouteAddress address, EnvironmentScope scope, PastSpan span, Instant now) {
        Instant from = now.minus(span.length());
        RouteHealth health = outcomes.series(scope, address.key(), from, now, span.points());
        List<OutcomeSpan> steps = health.steps();
        Duration step = Duration.ofSeconds(health.stepSeconds());
        // The step in progress has not seen all of its requests yet and would look like a slump.
        List<OutcomeSpan> whole = steps.subList(0, steps.size() - 1);
        List<PastChange> history = flags.history(scope, address.key(), Long.MAX_VALUE, CHANGES_READ).stream()
                .filter(change -> change.at().isAfter(from))
                .toList();
        return new PastTrafficView(
                layout,
                address,
                span,
                List.of(PastSpan.values()),
                steps.stream()
                        .allMatch(each -> each.legacy().calls() + each.fresh().calls() == 0),
                ChartGeometry.draw(
                        whole.stream().map(TrafficWords::point).toList(),
                        HistoryWords.marks(history),
                        steps.get(whole.size()).from(),
                        step.multipliedBy(whole.size()),
                        step),
                plots(whole),
                changes(history, now),
                rows(steps, step, now),
                mismatches(scope, address.key(), from, now));
    }

    private static List<Plot> plots(List<OutcomeSpan> steps) {
        PlotGeometry plot = new PlotGeometry(steps);
        return List.of(
                plot.draw("Errors", SideOutcome::errorRate, LEAST_ERROR_SHARE, PastTrafficReader::percent),
                plot.draw("Latency p50", SideOutcome::p50, LEAST_MILLIS, PastTrafficReader::millis),
                plot.draw("Latency p95", SideOutcome::p95, LEAST_MILLIS, PastTrafficReader::millis),
                plot.draw("Latency p99", SideOutcome::p99, LEAST_MILLIS, PastTrafficReader::millis));
    }

    private static String percent(double share) {
        return Figures.percentage(Math.round(share * 1_000_000), 1_000_000);
    }

    private static String millis(double millis) {
        return Figures.micros(Math.round(millis * 1000));
    }

    private static List<PastTrafficView.ChangeRow> changes(List<PastChange> history, Instant now) {
        return history.stream()
                .flatMap(change -> HistoryWords.marks(List.of(change)).stream()
                        .map(mark -> new PastTrafficView.ChangeRow(
                                new Moment(mark.at(), now), mark.label(), change.actor(), mark.back())))
                .toList();
    }

    private static List<PastTrafficView.Row> rows(List<OutcomeSpan> steps, Duration step, Instant now) {
        List<PastTrafficView.Row> rows = new ArrayList<>();
        for (OutcomeSpan each : steps) {
            if (each.legacy().calls() + each.fresh().calls() > 0) {
                rows.add(new PastTrafficView.Row(
                        new Moment(each.from(), now),
                        Figures.percentage(each.fresh().served(), each.served()),
                        TrafficWords.figures(each.legacy(), step),
                        TrafficWords.figures(each.fresh(), step)));
            }
        }
        Collections.reverse(rows);
        return rows;
    }

    private List<PastTrafficView.PathRow> mismatches(EnvironmentScope scope, String route, Instant from, Instant to) {
        return comparisons.paths(scope, route, from, to).stream()
                .filter(path -> !path.noise())
                .map(PastTrafficReader::row)
                .toList();
    }

    private static PastTrafficView.PathRow row(DifferentPath path) {
        return new PastTrafficView.PathRow(path.path(), path.kind(), Figures.count(path.count()));
    }
}
