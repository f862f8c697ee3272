package dev.banyan.server.web;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.PastChange;
import dev.banyan.server.health.Comparisons;
import dev.banyan.server.health.DifferentPath;
import dev.banyan.server.health.OutcomeSpan;
import dev.banyan.server.health.Outcomes;
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
        List<OutcomeSpan> steps = outcomes.ofRoute(scope, address.key(), span.length(), span.step())
                .steps();
        // The step in progress has not seen all of its requests yet and would look like a slump.
        List<OutcomeSpan> whole = steps.isEmpty() ? steps : steps.subList(0, steps.size() - 1);
        List<PastChange> history = flags.history(scope, address.key(), Long.MAX_VALUE, CHANGES_READ).stream()
                .filter(change -> change.at().isAfter(now.minus(span.length())))
                .toList();
        return new PastTrafficView(
                layout,
                address,
                span,
                List.of(PastSpan.values()),
                steps.stream()
                        .allMatch(step -> step.legacy().calls() + step.fresh().calls() == 0),
                ChartGeometry.draw(
                        whole.stream().map(TrafficWords::point).toList(),
                        HistoryWords.marks(history),
                        end(steps, now),
                        span.length(),
                        span.step()),
                plots(whole, span),
                changes(history, now),
                rows(steps, span.step(), now),
                mismatches(scope, address.key()));
    }

    private static Instant end(List<OutcomeSpan> steps, Instant now) {
        return steps.isEmpty() ? now : steps.get(steps.size() - 1).from();
    }

    private static List<Plot> plots(List<OutcomeSpan> steps, PastSpan span) {
        PlotGeometry plot = new PlotGeometry(steps, (int) span.length().dividedBy(span.step()));
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

    private List<PastTrafficView.PathRow> mismatches(EnvironmentScope scope, String route) {
        return comparisons.paths(scope, route).stream()
                .filter(path -> !path.noise())
                .map(PastTrafficReader::row)
                .toList();
    }

    private static PastTrafficView.PathRow row(DifferentPath path) {
        return new PastTrafficView.PathRow(path.path(), path.kind(), Figures.count(path.count()));
    }
}
