package dev.banyan.server.plan.rules;

import static dev.banyan.evaluation.Stage.COMPLETE;
import static dev.banyan.evaluation.Stage.DUALWRITE;
import static dev.banyan.evaluation.Stage.LIVE;
import static dev.banyan.evaluation.Stage.SHADOW;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Steps that suit a route's kind, at a pace. */
@Schema(enumeration = {"careful", "normal", "brisk"})
public enum Template {
    CAREFUL(
            "A week or more, in small steps.",
            List.of(1, 5, 10, 25, 50, 75, 100),
            List.of(10, 100),
            Duration.ofHours(4),
            Duration.ofDays(1),
            2_000),
    NORMAL(
            "A day or two.",
            List.of(5, 25, 50, 100),
            List.of(25, 100),
            Duration.ofMinutes(30),
            Duration.ofHours(4),
            1_000),
    BRISK("Less than an hour.", List.of(10, 50, 100), List.of(100), Duration.ofMinutes(2), Duration.ofMinutes(5), 300);

    private final String words;
    private final List<Integer> answering;
    private final List<Integer> preparing;
    private final Duration partly;
    private final Duration wholly;
    private final int requests;

    Template(
            String words,
            List<Integer> answering,
            List<Integer> preparing,
            Duration partly,
            Duration wholly,
            int requests) {
        this.words = words;
        this.answering = answering;
        this.preparing = preparing;
        this.partly = partly;
        this.wholly = wholly;
        this.requests = requests;
    }

    /** What it is for, in one or two sentences. */
    public String words() {
        return words;
    }

    /** @param readOnly the route never writes, so where writes alone go to both sides there is nothing to look at */
    public List<PlanStep> steps(RouteKind kind, boolean readOnly) {
        List<PlanStep> steps = new ArrayList<>();
        kind.stages().stream().skip(1).forEach(stage -> add(steps, kind, stage, readOnly));
        return List.copyOf(steps);
    }

    private void add(List<PlanStep> steps, RouteKind kind, Stage stage, boolean readOnly) {
        if (stage == DUALWRITE && readOnly) {
            steps.add(PlanStepBuilder.builder()
                    .stage(stage)
                    .percentage(BigDecimal.valueOf(100))
                    .minimumSeconds(0)
                    .minimumRequests(0)
                    .guard(ExitCriterion.NONE)
                    .gate(Gate.AUTOMATIC)
                    .build());
            return;
        }
        List<Integer> shares = shares(kind, stage);
        for (int i = 0; i < shares.size(); i++) {
            int share = shares.get(i);
            steps.add(PlanStepBuilder.builder()
                    .stage(stage)
                    .percentage(BigDecimal.valueOf(share))
                    .minimumSeconds((share == 100 ? wholly : partly).toSeconds())
                    .minimumRequests(requests)
                    .guard(ExitCriterion.HEALTHY)
                    .gate(i == 0 && asks(kind, stage) ? Gate.APPROVAL : Gate.AUTOMATIC)
                    .build());
        }
    }

    private List<Integer> shares(RouteKind kind, Stage stage) {
        if (stage == LIVE || kind == RouteKind.TWO) {
            return answering;
        }
        return stage == SHADOW || stage == DUALWRITE ? preparing : List.of(100);
    }

    /** The careful one where the new side begins to answer, both of them where the way back begins to lose writes. */
    private boolean asks(RouteKind kind, Stage stage) {
        boolean answers = stage == LIVE || (kind == RouteKind.TWO && stage == COMPLETE);
        boolean leaves = stage == COMPLETE && kind != RouteKind.TWO;
        return this == CAREFUL && answers || this != BRISK && leaves;
    }

    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    public static Template parse(String key) {
        return Keys.parse(Template.class, key);
    }

    @Override
    public String toString() {
        return key();
    }
}
