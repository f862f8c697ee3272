package dev.banyan.server.access.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionLimitsTest {

    private static final SessionLimits LIMITS = new SessionLimits(Duration.ofHours(12), Duration.ofDays(7));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_session_that_nobody_uses_ends_after_twelve_hours() {
        assertThat(LIMITS.live(START, START, START.plus(Duration.ofHours(12)).minusMillis(1)))
                .isTrue();
        assertThat(LIMITS.live(START, START, START.plus(Duration.ofHours(12)))).isFalse();
    }

    @Test
    void a_session_in_use_ends_after_seven_days() {
        Instant end = START.plus(Duration.ofDays(7));

        assertThat(LIMITS.live(START, end.minusSeconds(60), end.minusMillis(1))).isTrue();
        assertThat(LIMITS.live(START, end.minusSeconds(60), end)).isFalse();
    }

    @Test
    void use_is_written_down_once_a_minute_at_most() {
        assertThat(LIMITS.renewalDue(START, START.plusSeconds(59))).isFalse();
        assertThat(LIMITS.renewalDue(START, START.plusSeconds(60))).isTrue();
    }

    @Test
    void a_session_that_ends_sooner_is_written_down_more_often() {
        SessionLimits brief = new SessionLimits(Duration.ofSeconds(100), Duration.ofDays(7));

        assertThat(brief.renewalDue(START, START.plusSeconds(9))).isFalse();
        assertThat(brief.renewalDue(START, START.plusSeconds(10))).isTrue();
    }
}
