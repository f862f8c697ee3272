package dev.banyan.server.health.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.health.figures.OutcomeCellBuilder;
import dev.banyan.server.health.figures.RouteFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesBuilderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:09Z");
    private final SeriesBuilder series =
            new SeriesBuilder(Steps.lately(Duration.ofSeconds(10), Duration.ofSeconds(2), NOW), NOW);

    @Test
    void steps_without_calls_are_there_too() {
        series.add(NOW.minusSeconds(5), cell(Stage.OFF, Side.LEGACY, 4, 1));

        RouteHealth health = series.build("orders.get");

        assertThat(health.steps()).hasSize(5);
        assertThat(health.steps()).extracting(span -> span.legacy().calls()).containsExactly(0L, 0L, 4L, 0L, 0L);
        assertThat(health.total().legacy().errors()).isEqualTo(1);
    }

    @Test
    void a_shadow_call_is_counted_but_served_nobody() {
        series.add(NOW, cell(Stage.SHADOW, Side.LEGACY, 10, 0));
        series.add(NOW, cell(Stage.SHADOW, Side.NEW, 10, 3));

        OutcomeSpan total = series.build("orders.get").total();

        assertThat(total.fresh().calls()).isEqualTo(10);
        assertThat(total.fresh().errors()).isEqualTo(3);
        assertThat(total.served()).isEqualTo(10);
        assertThat(total.newShare()).isZero();
    }

    @Test
    void right_now_forgets_what_was_two_seconds_ago() {
        series.add(NOW.minusSeconds(3), cell(Stage.OFF, Side.LEGACY, 100, 0));
        series.add(NOW.minusSeconds(1), cell(Stage.COMPLETE, Side.NEW, 5, 0));

        RouteHealth health = series.build("orders.get");

        assertThat(health.latest().newShare()).isEqualTo(1.0);
        assertThat(health.total().newShare()).isLessThan(0.1);
    }

    @Test
    void the_total_begins_with_a_change_and_the_steps_before_it_stay() {
        SeriesBuilder changed = new SeriesBuilder(
                Steps.lately(Duration.ofSeconds(10), Duration.ofSeconds(2), NOW), NOW, NOW.minusSeconds(2));
        changed.add(NOW.minusSeconds(5), cell(Stage.COMPLETE, Side.NEW, 90, 9));
        changed.add(NOW.minusSeconds(1), cell(Stage.OFF, Side.LEGACY, 10, 0));

        RouteHealth health = changed.build("orders.get");

        assertThat(health.total().newShare()).isZero();
        assertThat(health.total().served()).isEqualTo(10);
        assertThat(health.total().from()).isEqualTo(NOW.minusSeconds(2));
        assertThat(health.steps()).extracting(OutcomeSpan::served).containsExactly(0L, 0L, 90L, 0L, 10L);
    }

    @Test
    void what_is_older_than_some_seconds_is_not_right_now() {
        series.add(NOW.minusSeconds(7), cell(Stage.COMPLETE, Side.NEW, 5, 0));

        assertThat(series.build("orders.get").latest().served()).isZero();
    }

    private static RouteFigures cell(Stage stage, Side side, long calls, long errors) {
        return RouteFigures.of(List.of(OutcomeCellBuilder.builder()
                .stage(stage)
                .side(side)
                .operation("read")
                .calls(calls)
                .errors(errors)
                .errorKinds(null)
                .latency(null)
                .build()));
    }
}
