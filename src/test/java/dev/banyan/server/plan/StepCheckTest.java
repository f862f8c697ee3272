package dev.banyan.server.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.plan.rules.ExitCriterion;
import dev.banyan.server.plan.rules.Gate;
import dev.banyan.server.plan.rules.PlanStep;
import dev.banyan.server.plan.rules.PlanStepBuilder;
import dev.banyan.server.plan.rules.Template;
import dev.banyan.server.problem.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepCheckTest {

    /** What a template makes is what a person could have sent, and leads everybody to the end. */
    @ParameterizedTest
    @EnumSource(Template.class)
    void templates_lead_every_kind_of_route_from_start_to_end(Template template) {
        for (RouteKind kind : RouteKind.values()) {
            for (boolean readOnly : List.of(true, false)) {
                List<PlanStep> steps = template.steps(kind, readOnly);
                List<PlanRequest.Step> asked = steps.stream()
                        .map(step -> PlanRequestStepBuilder.builder()
                                .stage(step.stage())
                                .percentage(step.percentage())
                                .minimumSeconds(step.minimumSeconds())
                                .minimumRequests(step.minimumRequests())
                                .guard(step.guard())
                                .gate(step.gate())
                                .build())
                        .toList();

                assertThat(new StepCheck(kind, readOnly).steps(new PlanRequest(null, asked)))
                        .isEqualTo(steps);
                assertThat(steps.get(steps.size() - 1).position(kind)).isEqualTo((kind.stageCount() - 1) * 1_000_000L);
                assertThat(steps.stream().map(PlanStep::stage).distinct())
                        .containsExactlyElementsOf(kind.stages().subList(1, kind.stageCount()));
            }
        }
    }

    @Test
    void what_is_left_out_is_as_documented() {
        assertThat(new StepCheck(RouteKind.TWO, false).steps(own(step(null, null))))
                .containsExactly(PlanStepBuilder.builder()
                        .stage(Stage.COMPLETE)
                        .percentage(BigDecimal.valueOf(100))
                        .minimumSeconds(0)
                        .minimumRequests(0)
                        .guard(ExitCriterion.HEALTHY)
                        .gate(Gate.AUTOMATIC)
                        .build());
    }

    @Test
    void a_percentage_has_four_decimals_at_most_and_is_kept_as_short_as_it_can_be_said() {
        List<PlanStep> steps = new StepCheck(RouteKind.TWO, false)
                .steps(own(step(null, "0.0001"), step(null, "2.50"), step(null, "100.0")));

        assertThat(steps).extracting(step -> step.percentage().toString()).containsExactly("0.0001", "2.5", "100");
    }

    @Test
    void names_the_field_that_makes_no_sense() {
        refused(own(step(Stage.SHADOW, "50"), step(Stage.LIVE, "10")), "steps[1].stage", "not everybody is at shadow");
        refused(
                own(step(Stage.SHADOW, "50"), step(Stage.SHADOW, "25")),
                "steps[1].percentage",
                "Step 2 does not lead forward");
        refused(
                own(step(Stage.SHADOW, "25"), step(Stage.SHADOW, "25")),
                "steps[1].percentage",
                "does not lead forward");
        refused(
                own(step(Stage.SHADOW, "100"), step(Stage.COMPLETE, "5")),
                "steps[1].stage",
                "leads from shadow to complete");
        refused(own(step(Stage.SHADOW, "0")), "steps[0].percentage", "without 0");
        refused(own(step(Stage.SHADOW, "-5")), "steps[0].percentage", "without 0");
        refused(own(step(Stage.SHADOW, "100.0001")), "steps[0].percentage", "0 to 100");
        refused(own(step(Stage.SHADOW, "1.00001")), "steps[0].percentage", "four decimals");
        refused(own(step(Stage.DUALWRITE, "5")), "steps[0].stage", "cannot lead this route to dualwrite");
        refused(own(step(null, "5")), "steps[0].stage", "needs a stage");
        refused(new PlanRequest(null, null), "steps", "Neither");
        refused(new PlanRequest(Template.BRISK, List.of(step(Stage.SHADOW, "5"))), "steps", "template and steps");
        refused(
                own(PlanRequestStepBuilder.builder()
                        .stage(Stage.SHADOW)
                        .percentage(null)
                        .minimumSeconds(null)
                        .minimumRequests(null)
                        .guard(ExitCriterion.NONE)
                        .gate(null)
                        .build()),
                "steps[0].guard",
                "calls reach the new side");
    }

    private static void refused(PlanRequest request, String field, String words) {
        assertThatThrownBy(() -> new StepCheck(RouteKind.FOUR, false).steps(request))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.field()).contains(field);
                    assertThat(problem.getMessage()).contains(words);
                    assertThat(problem.remedy()).isPresent();
                });
    }

    private static PlanRequest own(PlanRequest.Step... steps) {
        return new PlanRequest(null, Stream.of(steps).toList());
    }

    private static PlanRequest.Step step(Stage stage, String percentage) {
        return PlanRequestStepBuilder.builder()
                .stage(stage)
                .percentage(percentage == null ? null : new BigDecimal(percentage))
                .minimumSeconds(null)
                .minimumRequests(null)
                .guard(null)
                .gate(null)
                .build();
    }
}
