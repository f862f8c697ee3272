package dev.banyan.server.plan;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.plan.rules.ExitCriterion;
import dev.banyan.server.plan.rules.Gate;
import dev.banyan.server.plan.rules.PlanStep;
import dev.banyan.server.plan.rules.PlanStepBuilder;
import dev.banyan.server.plan.rules.StepWords;
import dev.banyan.server.problem.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Turns what was asked for into steps that lead forward, one stage after the other; or says what is wrong. */
record StepCheck(RouteKind kind, boolean readOnly) {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    List<PlanStep> steps(PlanRequest request) {
        if ((request.template() == null) == (request.steps() == null)) {
            throw Problem.badField(
                    "steps",
                    request.steps() == null
                            ? "Neither a template nor steps were sent."
                            : "A template and steps were sent.",
                    "Send a template (careful, normal or brisk), or steps of your own.");
        }
        if (request.template() != null) {
            return request.template().steps(kind, readOnly);
        }
        List<PlanStep> steps = IntStream.range(0, request.steps().size())
                .mapToObj(i -> step(request.steps().get(i), "steps[" + i + "]."))
                .toList();
        IntStream.range(1, steps.size()).forEach(i -> requireForward(steps.get(i - 1), steps.get(i), i));
        return steps;
    }

    private PlanStep step(PlanRequest.Step asked, String path) {
        Stage stage = stage(asked.stage(), path + "stage");
        PlanStep step = PlanStepBuilder.builder()
                .stage(stage)
                .percentage(percentage(asked.percentage(), path + "percentage"))
                .minimumSeconds(Objects.requireNonNullElse(asked.minimumSeconds(), 0L))
                .minimumRequests(Objects.requireNonNullElse(asked.minimumRequests(), 0L))
                .guard(Objects.requireNonNullElse(asked.guard(), ExitCriterion.HEALTHY))
                .gate(Objects.requireNonNullElse(asked.gate(), Gate.AUTOMATIC))
                .build();
        if (step.guard() == ExitCriterion.NONE && !(readOnly && stage == Stage.DUALWRITE)) {
            throw Problem.badField(
                    path + "guard",
                    "At " + stage.key() + " calls reach the new side, so somebody must look at what becomes of them.",
                    "Use healthy or not-harmful.");
        }
        return step;
    }

    private Stage stage(Stage asked, String field) {
        if (asked == null && kind == RouteKind.TWO) {
            return Stage.COMPLETE;
        }
        if (asked == null || kind.stages().indexOf(asked) < 1) {
            String names = String.join(
                    ", ", kind.stages().stream().skip(1).map(Stage::key).toList());
            throw Problem.badField(
                    field,
                    asked == null ? "A step needs a stage." : "A step cannot lead this route to " + asked.key() + ".",
                    "Use " + names + ".");
        }
        return asked;
    }

    private static BigDecimal percentage(BigDecimal asked, String field) {
        BigDecimal percentage = Objects.requireNonNullElse(asked, WHOLE);
        if (percentage.signum() <= 0 || percentage.compareTo(WHOLE) > 0) {
            throw Problem.badField(
                    field, "A step moves somebody: 0 to 100 percent, without 0.", "Send a number such as 25.");
        }
        BigDecimal stripped = percentage.stripTrailingZeros();
        if (stripped.scale() > 4) {
            throw Problem.badField(field, "A percentage has four decimals at most.", "Round it to four decimals.");
        }
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private void requireForward(PlanStep before, PlanStep step, int index) {
        String path = "steps[" + index + "].";
        String name = "Step " + (index + 1);
        if (before.stage() == step.stage()) {
            if (step.percentage().compareTo(before.percentage()) <= 0) {
                throw Problem.badField(
                        path + "percentage",
                        name + " does not lead forward: the one before has " + StepWords.target(before) + ".",
                        "A plan only moves forward; the way back is a rollback.");
            }
        } else if (!kind.adjacent(before.stage(), step.stage())) {
            throw Problem.badField(
                    path + "stage",
                    name + " leads from " + before.stage().key() + " to "
                            + step.stage().key() + ".",
                    "Go on to the stage that follows, one after the other.");
        } else if (before.percentage().compareTo(WHOLE) < 0) {
            throw Problem.badField(
                    path + "stage",
                    name + " leads to " + step.stage().key() + " while not everybody is at "
                            + before.stage().key() + ".",
                    "Add a step with 100 percent at " + before.stage().key() + " before it.");
        }
    }
}
