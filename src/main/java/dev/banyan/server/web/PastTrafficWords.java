package dev.banyan.server.web;

import dev.banyan.server.flag.PastChange;
import dev.banyan.server.health.DifferentPath;
import dev.banyan.server.health.OutcomeSpan;
import dev.banyan.server.health.SideOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** From what both sides did over a span to what the page shows of it. */
final class PastTrafficWords {
    private static final double LEAST_ERROR_SHARE = 0.01;
    private static final double LEAST_MILLIS = 1;

    private PastTrafficWords() {}

    /** @param steps oldest first, the last of them in progress */
    static PastTrafficView view(
            Layout layout,
            RouteAddress address,
            PastSpan span,
            List<OutcomeSpan> steps,
            Duration step,
            List<PastChange> history,
            List<DifferentPath> paths,
            Instant now) {
        // The step in progress has not seen all of its requests yet and would look like a slump.
        List<OutcomeSpan> whole = steps.subList(0, steps.size() - 1);
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
                paths.stream()
                        .filter(path -> !path.noise())
                        .map(PastTrafficWords::row)
                        .toList());
    }

    private static List<Plot> plots(List<OutcomeSpan> steps) {
        PlotGeometry plot = new PlotGeometry(steps);
        return List.of(
                plot.draw("Errors", SideOutcome::errorRate, LEAST_ERROR_SHARE, PastTrafficWords::percent),
                plot.draw("Latency p50", SideOutcome::p50, LEAST_MILLIS, PastTrafficWords::millis),
                plot.draw("Latency p95", SideOutcome::p95, LEAST_MILLIS, PastTrafficWords::millis),
                plot.draw("Latency p99", SideOutcome::p99, LEAST_MILLIS, PastTrafficWords::millis));
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

    private static PastTrafficView.PathRow row(DifferentPath path) {
        return new PastTrafficView.PathRow(path.path(), path.kind(), Figures.count(path.count()));
    }
}
