package dev.banyan.server.web.guard;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.figures.Spans;
import dev.banyan.server.guard.DecisionView;
import dev.banyan.server.guard.DecisionView.Counts;
import dev.banyan.server.guard.DecisionView.EvidenceView;
import dev.banyan.server.web.arrival.ConvergenceView;
import dev.banyan.server.web.kit.ChangeMark;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.RouteAddress;
import dev.banyan.server.web.traffic.ChartGeometry;
import dev.banyan.server.web.traffic.ChartView;
import dev.banyan.server.web.traffic.TrafficPoint;
import dev.banyan.server.web.traffic.TrafficPoint.SideStep;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page that says why the guard did something. All figures are those that were kept with the decision.
 *
 * @param convergence how the rollback has arrived; null when there was none
 * @param permit what the viewer may do about it
 */
@RecordBuilder
public record DecisionPage(
        Layout layout,
        RouteAddress address,
        DecisionView decision,
        ConvergenceView convergence,
        Permit permit,
        Moment at) {
    private static final Duration SPAN = Duration.ofMinutes(3);
    private static final Duration STEP = Duration.ofSeconds(1);

    /** One line of the table beneath the chart. */
    public record Line(String clock, Side legacy, Side fresh) {}

    /** @param name null within the table of seconds */
    public record Side(String name, String calls, String bad, String share) {
        static Side of(String name, Counts counts) {
            return new Side(
                    name,
                    Figures.count(counts.calls()),
                    Figures.count(counts.bad()),
                    Shares.percentage(counts.bad(), counts.calls()));
        }
    }

    /** A limit or a figure with its name. */
    public record Fact(String name, String value) {}

    public String title() {
        return DecisionWords.title(decision);
    }

    public String words() {
        return Shares.narrow(decision.words());
    }

    public String icon() {
        return DecisionWords.icon(decision);
    }

    public String acted() {
        return DecisionWords.acted(decision);
    }

    public List<String> next() {
        return DecisionWords.next(decision);
    }

    public String bad() {
        return DecisionWords.bad(evidence());
    }

    public String counted() {
        return DecisionWords.counted(evidence());
    }

    /** Alone, there is no other side to show. */
    public boolean compared() {
        return evidence().legacy().calls() > 0;
    }

    public Side legacy() {
        return Side.of("Legacy", evidence().legacy());
    }

    public Side fresh() {
        return Side.of("New", evidence().fresh());
    }

    /** The last seconds, when all that went before would hide what happened: "73 of 147, 49.7 %". */
    private String lately(Function<DecisionView.Second, Counts> side, Counts whole) {
        List<DecisionView.Second> seconds = evidence().lately();
        List<Counts> last =
                seconds.isEmpty() ? List.of(whole) : seconds.stream().map(side).toList();
        long calls = last.stream().mapToLong(Counts::calls).sum();
        long bad = last.stream().mapToLong(Counts::bad).sum();
        return calls == 0
                ? "–"
                : Figures.count(bad) + " of " + Figures.count(calls) + ", " + Shares.percentage(bad, calls);
    }

    public String legacyLately() {
        return lately(DecisionView.Second::legacy, evidence().legacy());
    }

    public String freshLately() {
        return lately(DecisionView.Second::fresh, evidence().fresh());
    }

    public String rollout() {
        return "Counted since the route " + Shares.narrow(evidence().rollout()) + " (revision "
                + Figures.count(evidence().rolloutRevision()) + "), "
                + Spans.span(Duration.between(evidence().began(), decision.at())) + " before.";
    }

    public List<Fact> findings() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Judged", DecisionWords.method(evidence())));
        facts.add(new Fact(
                compared() ? "Difference, new less legacy" : "Difference, new less allowed",
                DecisionWords.difference(evidence())));
        facts.add(new Fact("Evidence of harm", DecisionWords.evidence(evidence())));
        if (evidence().budget() != null) {
            facts.add(new Fact("Usual or allowed", share(evidence().budget())));
        }
        if (evidence().usualShare() != null) {
            facts.add(new Fact("Usual on legacy", share(evidence().usualShare())));
        }
        return facts;
    }

    public List<Fact> limits() {
        return Stream.concat(asked().stream(), promised().stream()).toList();
    }

    private List<Fact> asked() {
        Fact guardrail = new Fact("Guardrail", decision.title());
        return byPrometheus()
                ? List.of(
                        guardrail,
                        new Fact("Query", evidence().guardrail().query()),
                        new Fact("Limit", values().limit()))
                : List.of(guardrail);
    }

    private List<Fact> promised() {
        return List.of(
                new Fact(
                        "Counts as harm",
                        "+" + evidence().guardrail().harmPercentage().toPlainString() + Shares.PERCENT),
                new Fact(
                        "False alarms",
                        "at most "
                                + Shares.narrow(
                                        Shares.exact(evidence().guardrail().alpha()))
                                + " of healthy rollouts"
                                + (byPrometheus() ? ", if looks were independent" : "")),
                new Fact("Then", DecisionWords.action(evidence().guardrail().action())));
    }

    private static String share(double share) {
        return Shares.percentage(Math.round(share * 1_000_000), 1_000_000);
    }

    public boolean told() {
        return decision.toldAt() != null;
    }

    public String toldAt() {
        return new Moment(decision.toldAt(), at.now()).clock();
    }

    public boolean mayJudgeAnew() {
        return permit.change() && "paused".equals(decision.outcome());
    }

    public ChartView chart() {
        Instant end = decision.at().plus(STEP);
        List<TrafficPoint> points = evidence().seconds().isEmpty() ? List.of() : points();
        List<ChangeMark> marks = List.of(
                new ChangeMark(evidence().began(), "Rollout began", "", false),
                new ChangeMark(decision.at(), DecisionWords.done(decision), "guard", true));
        return ChartGeometry.draw(points, marks, end, SPAN, STEP);
    }

    /** A second of which nothing was heard is drawn as one without requests. */
    private List<TrafficPoint> points() {
        Map<Instant, TrafficPoint> known = evidence().seconds().stream()
                .map(DecisionPage::point)
                .collect(Collectors.toMap(TrafficPoint::start, Function.identity(), (one, other) -> one, TreeMap::new));
        List<TrafficPoint> points = new ArrayList<>();
        Instant last = evidence().seconds().get(evidence().seconds().size() - 1).at();
        for (Instant at = evidence().seconds().get(0).at(); !at.isAfter(last); at = at.plus(STEP)) {
            points.add(known.getOrDefault(at, new TrafficPoint(at, step(new Counts(0, 0)), step(new Counts(0, 0)))));
        }
        return points;
    }

    private static TrafficPoint point(DecisionView.Second second) {
        return new TrafficPoint(second.at(), step(second.legacy()), step(second.fresh()));
    }

    private static SideStep step(Counts counts) {
        return new SideStep(counts.calls(), counts.calls(), counts.bad(), -1);
    }

    /** Newest first, as one looks for what happened last. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (DecisionView.Second second : evidence().seconds()) {
            lines.add(
                    0,
                    new Line(
                            new Moment(second.at(), at.now()).clock(),
                            Side.of(null, second.legacy()),
                            Side.of(null, second.fresh())));
        }
        return lines;
    }

    public boolean byPrometheus() {
        return evidence().values() != null;
    }

    public String latelyTitle() {
        return byPrometheus() ? "Last looks" : "Last 10 s";
    }

    /** Null where Prometheus was not asked. */
    public DecisionValues values() {
        return byPrometheus() ? new DecisionValues(decision, SPAN, at.now()) : null;
    }

    private EvidenceView evidence() {
        return decision.evidence();
    }
}
