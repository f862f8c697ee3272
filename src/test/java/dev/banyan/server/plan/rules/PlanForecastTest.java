package dev.banyan.server.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.plan.calendar.Calendar;
import dev.banyan.server.plan.calendar.OpenTimes;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanForecastTest {
    /** A Wednesday. */
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Test
    void a_step_takes_its_time_or_its_requests_whichever_is_longer() {
        Plan plan = plan(OpenTimes.ALWAYS, step(10, 60, 300), step(50, 600, 300), step(100, 0, 100));

        PlanForecast forecast = PlanForecast.of(plan, PlanState.DRAFT, 0, 10, NOON);

        assertThat(forecast.steps()).containsExactly(NOON, NOON.plusSeconds(300), NOON.plusSeconds(300 + 600));
        assertThat(forecast.end()).isEqualTo(NOON.plusSeconds(300 + 600 + 10));
    }

    @Test
    void what_has_been_counts() {
        Plan plan = plan(OpenTimes.ALWAYS, step(10, 600, 300), step(100, 0, 0));
        PlanState state = PlanState.DRAFT.runningFrom(-1, NOON).taken(0, NOON.minusSeconds(200));

        PlanForecast forecast = PlanForecast.of(plan, state, 250, 10, NOON);

        assertThat(forecast.steps()).containsExactly(null, NOON.plusSeconds(400));
        assertThat(PlanForecast.of(plan, state.nowWaived(), 0, 0, NOON).end()).isEqualTo(NOON);
        assertThat(PlanForecast.of(plan, state.now(Status.PAUSED), 300, 10, NOON)
                        .end())
                .isEqualTo(NOON.plusSeconds(600));
    }

    @Test
    void the_calendar_counts_for_moves_and_time_passes_meanwhile() {
        Calendar mornings = new Calendar(
                ZoneOffset.UTC,
                Map.of(
                        DayOfWeek.WEDNESDAY,
                        List.of(new Calendar.Hours(LocalTime.parse("09:00"), LocalTime.parse("12:30")))),
                List.of(),
                List.of());
        Plan plan = plan(mornings, step(10, 3_600, 0), step(100, 0, 0));

        assertThat(PlanForecast.of(plan, PlanState.DRAFT, 0, 10, NOON).steps())
                .containsExactly(NOON, Instant.parse("2026-03-11T09:00:00Z"));
    }

    @Test
    void without_requests_nobody_can_say() {
        Plan plan = plan(OpenTimes.ALWAYS, step(10, 60, 300), step(100, 0, 0));

        PlanForecast forecast = PlanForecast.of(plan, PlanState.DRAFT, 0, 0, NOON);

        assertThat(forecast.steps()).containsExactly(NOON, null);
        assertThat(forecast.end()).isNull();
        assertThat(forecast.unknown()).contains("too few requests");
    }

    private static Plan plan(OpenTimes calendar, PlanStep... steps) {
        return new Plan(RouteKind.TWO, List.of(steps), calendar);
    }

    private static PlanStep step(int percentage, long seconds, long requests) {
        return PlanStepBuilder.builder()
                .stage(Stage.COMPLETE)
                .percentage(BigDecimal.valueOf(percentage))
                .minimumSeconds(seconds)
                .minimumRequests(requests)
                .guard(ExitCriterion.HEALTHY)
                .gate(Gate.AUTOMATIC)
                .build();
    }
}
