package dev.banyan.server.web.guard;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.guard.DecisionView;
import dev.banyan.server.web.kit.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What Prometheus said in the minutes before a decision, as a picture and as a table. */
public record DecisionValues(DecisionView decision, Duration span, Instant now) {

    /** @param trouble why there is no value; otherwise null */
    public record Line(String clock, String value, boolean over, String trouble) {}

    /** "p99". */
    public String name() {
        return decision.guardrail().substring(decision.guardrail().indexOf(':') + 1);
    }

    public String limit() {
        return Figures.measured(above());
    }

    private double above() {
        return decision.evidence().guardrail().above().doubleValue();
    }

    private List<DecisionView.Value> all() {
        return decision.evidence().values();
    }

    /** Null where nothing can be drawn. */
    public ValuePlot plot() {
        boolean none = all().stream().allMatch(each -> each.value() == null);
        return none ? null : ValuePlot.of(all(), above(), decision.at(), span);
    }

    /** Newest first. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        all().forEach(each -> lines.add(0, line(each)));
        return lines;
    }

    private Line line(DecisionView.Value each) {
        String clock = new Moment(each.at(), now).clock();
        return each.value() == null
                ? new Line(clock, "", false, each.trouble())
                : new Line(clock, Figures.measured(each.value()), each.value() > above(), null);
    }
}
