package dev.banyan.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeriesBuilderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:09Z");
    private static final long[][] NO_LATENCY = {};

    private final SeriesBuilder series = new SeriesBuilder(NOW, Duration.ofSeconds(10), Duration.ofSeconds(2));

    @Test
    void steps_without_calls_are_there_too() {
        series.add(NOW.minusSeconds(5), Stage.OFF, Side.LEGACY, 4, 1, NO_LATENCY);

        RouteHealth health = series.build("orders.get", 0);

        assertThat(health.steps()).hasSize(5);
        assertThat(health.steps()).extracting(span -> span.legacy().calls()).containsExactly(0L, 0L, 4L, 0L, 0L);
        assertThat(health.total().legacy().errors()).isEqualTo(1);
    }

    @Test
    void a_shadow_call_is_counted_but_served_nobody() {
        series.add(NOW, Stage.SHADOW, Side.LEGACY, 10, 0, NO_LATENCY);
        series.add(NOW, Stage.SHADOW, Side.NEW, 10, 3, NO_LATENCY);

        OutcomeSpan total = series.build("orders.get", 0).total();

        assertThat(total.fresh().calls()).isEqualTo(10);
        assertThat(total.fresh().errors()).isEqualTo(3);
        assertThat(total.served()).isEqualTo(10);
        assertThat(total.newShare()).isZero();
    }

    @Test
    void right_now_forgets_what_was_two_seconds_ago() {
        series.add(NOW.minusSeconds(2), Stage.OFF, Side.LEGACY, 100, 0, NO_LATENCY);
        series.add(NOW.minusMillis(700), Stage.COMPLETE, Side.NEW, 5, 0, NO_LATENCY);

        RouteHealth health = series.build("orders.get", 0);

        assertThat(health.latest().newShare()).isEqualTo(1.0);
        assertThat(health.total().newShare()).isLessThan(0.1);
    }
}
