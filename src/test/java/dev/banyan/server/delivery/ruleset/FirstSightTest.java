package dev.banyan.server.delivery.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FirstSightTest {
    private static final long ENVIRONMENT = 7;

    private long now = 3;
    private final FirstSight sight = new FirstSight(() -> now);

    @Test
    void what_it_has_always_known_it_has_no_first_sight_of() {
        assertThat(sight.isRecent(ENVIRONMENT)).isFalse();
    }

    @Test
    void services_have_ten_minutes_to_come_back() {
        sight.found(ENVIRONMENT);

        now += Duration.ofMinutes(9).toNanos();
        assertThat(sight.isRecent(ENVIRONMENT)).isTrue();

        sight.found(ENVIRONMENT);
        now += Duration.ofMinutes(1).toNanos();
        assertThat(sight.isRecent(ENVIRONMENT)).isFalse();
    }
}
