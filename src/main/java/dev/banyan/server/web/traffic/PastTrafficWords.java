package dev.banyan.server.web.traffic;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.figures.Spans;
import dev.banyan.server.flag.PastChange;
import dev.banyan.server.health.comparison.DifferentPath;
import dev.banyan.server.health.figures.SideOutcome;
import dev.banyan.server.health.reading.OutcomeSpan;
import dev.banyan.server.web.history.HistoryWords;
import dev.banyan.server.web.kit.ChangeMark;
import dev.banyan.server.web.kit.DataAge;
import dev.banyan.server.web.kit.KindWords;
import dev.banyan.server.web.kit.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** From what both sides did over a span to what the pages show of it. */
final class PastTrafficWords {
    private static final double LEAST_SHARE = 0.01;
    private static final double LEAST_MILLIS = 1;

    private final PastSpan span;
    private final List<OutcomeSpan> steps;
    private final Duration step;
    private final Instant now;

    /** @param steps oldest first, the last of them in progress */
    PastTrafficWords(PastSpan span, List<OutcomeSpan> steps, Duration step, Instant now) {
        this.span = span;
        this.steps = steps;
        this.step = step;
        this.now = now;
    }

    PastTraffic traffic(String page, OutcomeSpan total, List<ChangeMark> marks, PastChanges changes) {
        return PastTrafficBuilder.builder()
                .page(page)
                .span(span)
                .silent(total.legacy().calls() + total.fresh().calls() == 0)
                .total(split(total))
                .requests(requests(marks))
                .plots(plots())
                .changes(changes)
                .rows(rows())
                .compared(total.compared() > 0)
                .build();
    }

    SplitView split(OutcomeSpan total) {
        Duration length = Duration.between(total.from(), now);
        return new SplitView(
                TrafficWords.figures(total.legacy(), length),
                TrafficWords.figures(total.fresh(), length),
                DataAge.NEVER);
    }

    /** The step in progress has not seen all of its requests yet and would look like a slump. */
    private List<OutcomeSpan> whole() {
        return steps.subList(0, steps.size() - 1);
    }

    ChartView requests(List<ChangeMark> marks) {
        return ChartGeometry.draw(
                whole().stream().map(TrafficWords::point).toList(),
                marks,
                steps.get(steps.size() - 1).from(),
                step.multipliedBy(whole().size()),
                step);
    }

    private List<Plot> plots() {
        PlotGeometry plot = new PlotGeometry(whole());
        return Stream.of(
                        plot.drawNew("Share on new", OutcomeSpan::newShare, 1, PastTrafficWords::percent),
                        plot.draw("Errors", SideOutcome::errorRate, LEAST_SHARE, PastTrafficWords::percent),
                        plot.draw("Latency p50", SideOutcome::p50, LEAST_MILLIS, PastTrafficWords::millis),
                        plot.draw("Latency p95", SideOutcome::p95, LEAST_MILLIS, PastTrafficWords::millis),
                        plot.draw("Latency p99", SideOutcome::p99, LEAST_MILLIS, PastTrafficWords::millis))
                .toList();
    }

    /** @return null when nothing was compared */
    PastTrafficView.Mismatches mismatches(OutcomeSpan total, List<DifferentPath> paths) {
        if (total.compared() == 0) {
            return null;
        }
        return new PastTrafficView.Mismatches(
                Figures.count(total.mismatched()) + " of "
                        + Figures.count(total.compared(), "comparison", "comparisons") + " differed, "
                        + Shares.percentage(total.mismatched(), total.compared()) + ".",
                new PlotGeometry(whole())
                        .drawBoth(
                                "Answers that differed",
                                PastTrafficWords::mismatchRate,
                                LEAST_SHARE,
                                PastTrafficWords::percent),
                paths.stream()
                        .filter(path -> !path.noise())
                        .map(PastTrafficWords::row)
                        .toList());
    }

    private static Double mismatchRate(OutcomeSpan step) {
        return step.compared() == 0 ? null : (double) step.mismatched() / step.compared();
    }

    private static String percent(double share) {
        return Shares.percentage(Math.round(share * 1_000_000), 1_000_000);
    }

    private static String millis(double millis) {
        return Spans.micros(Math.round(millis * 1000));
    }

    /** Of one route. */
    static List<PastChanges.Row> changes(List<PastChange> history, Instant now) {
        return history.stream()
                .flatMap(change -> HistoryWords.marks(List.of(change)).stream()
                        .map(mark -> new PastChanges.Row(
                                new Moment(mark.at(), now), null, mark.label(), change.actor(), mark.back())))
                .toList();
    }

    private List<PastTraffic.Row> rows() {
        List<PastTraffic.Row> rows = new ArrayList<>();
        for (OutcomeSpan each : steps) {
            if (each.legacy().calls() + each.fresh().calls() > 0) {
                rows.add(PastTrafficRowBuilder.builder()
                        .from(new Moment(each.from(), now))
                        .share(Shares.percentage(each.fresh().served(), each.served()))
                        .legacy(TrafficWords.figures(each.legacy(), step))
                        .fresh(TrafficWords.figures(each.fresh(), step))
                        .compared(each.compared() == 0 ? "–" : Figures.count(each.compared()))
                        .mismatched(Shares.percentage(each.mismatched(), each.compared()))
                        .build());
            }
        }
        Collections.reverse(rows);
        return rows;
    }

    private static PastTrafficView.PathRow row(DifferentPath path) {
        return new PastTrafficView.PathRow(
                KindWords.place(path.path()), KindWords.of(path.path(), path.kind()), Figures.count(path.count()));
    }
}
