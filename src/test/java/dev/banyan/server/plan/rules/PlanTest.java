package dev.banyan.server.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.plan.calendar.OpenTimes;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Plan PLAN = new Plan(RouteKind.TWO, List.of(step(5), step(50), step(100)), OpenTimes.ALWAYS);

    @Test
    void a_step_is_reached_by_whoever_is_there_or_beyond() {
        assertThat(PLAN.reached(0)).isEqualTo(-1);
        assertThat(PLAN.reached(49_999)).isEqualTo(-1);
        assertThat(PLAN.reached(50_000)).isZero();
        assertThat(PLAN.reached(499_999)).isZero();
        assertThat(PLAN.reached(500_000)).isEqualTo(1);
        assertThat(PLAN.reached(1_000_000)).isEqualTo(2);
    }

    private static PlanStep step(int percentage) {
        return PlanStepBuilder.builder()
                .stage(Stage.COMPLETE)
                .percentage(BigDecimal.valueOf(percentage))
                .minimumSeconds(60)
                .minimumRequests(100)
                .guard(ExitCriterion.HEALTHY)
                .gate(Gate.AUTOMATIC)
                .build();
    }
}
