package dev.banyan.server.health.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.health.figures.Kept;
import dev.banyan.server.health.figures.Resolution;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Kept KEPT = new Kept(Duration.ofHours(1), Duration.ofDays(8));

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:30Z");

    @Test
    void seconds_are_read_where_they_are_needed_and_kept() {
        assertThat(steps(Duration.ofMinutes(5), 150)).isEqualTo("SECOND PT2S");
        assertThat(steps(Duration.ofMinutes(59), 120)).isEqualTo("SECOND PT30S");
        assertThat(steps(Duration.ofMinutes(59), 59)).isEqualTo("MINUTE PT1M");
        assertThat(steps(Duration.ofMinutes(61), 120)).isEqualTo("MINUTE PT1M");
    }

    @Test
    void minutes_and_hours_follow() {
        assertThat(steps(Duration.ofHours(24), 120)).isEqualTo("MINUTE PT12M");
        assertThat(steps(Duration.ofDays(7), 100)).isEqualTo("HOUR PT2H");
        assertThat(steps(Duration.ofDays(9), 1_000)).isEqualTo("HOUR PT1H");
        assertThat(steps(Duration.ofDays(365), 120)).isEqualTo("HOUR PT73H");
    }

    @Test
    void an_old_span_is_as_coarse_as_what_is_kept_of_it() {
        Instant from = NOW.minus(Duration.ofDays(30));

        Steps steps = Steps.of(from, from.plusSeconds(600), 100, NOW, Resolution.HOUR, KEPT);

        assertThat(steps.grain()).isEqualTo(Resolution.HOUR);
        assertThat(steps.begin()).isEqualTo("2025-12-02T12:00:00Z");
        assertThat(steps.end()).isEqualTo("2025-12-02T13:00:00Z");
    }

    @Test
    void steps_stand_where_they_stood_a_moment_ago() {
        Steps before = Steps.of(NOW.minusSeconds(3_700), NOW, 30, NOW, Resolution.HOUR, KEPT);
        Steps after =
                Steps.of(NOW.minusSeconds(3_690), NOW.plusSeconds(10), 30, NOW.plusSeconds(10), Resolution.HOUR, KEPT);

        assertThat(after.length()).isEqualTo(before.length());
        assertThat(after.begin()).isEqualTo(before.begin());
    }

    @Test
    void days_are_read_where_there_are_any_and_nobody_asks_for_less() {
        assertThat(steps(Duration.ofDays(364), 52, Resolution.DAY)).isEqualTo("DAY PT168H");
        assertThat(steps(Duration.ofDays(30), 30, Resolution.DAY)).isEqualTo("DAY PT24H");
        assertThat(steps(Duration.ofDays(30), 60, Resolution.DAY)).isEqualTo("HOUR PT12H");
        assertThat(steps(Duration.ofMinutes(5), 150, Resolution.DAY)).isEqualTo("SECOND PT2S");
    }

    private static String steps(Duration span, int points) {
        return steps(span, points, Resolution.HOUR);
    }

    private static String steps(Duration span, int points, Resolution coarsest) {
        Steps steps = Steps.of(NOW.minus(span), NOW, points, NOW, coarsest, KEPT);
        assertThat(steps.last() - steps.first() + 1).isLessThanOrEqualTo(points + 1L);
        return steps.grain() + " " + steps.length();
    }
}
