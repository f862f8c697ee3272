package dev.banyan.server.access.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {

    private final TestClock clock = new TestClock();
    private final AttemptLimit limit = new AttemptLimit(clock, 3, Duration.ofSeconds(10), 100);

    @Test
    void a_burst_is_admitted_then_one_attempt_per_interval() {
        exhaust("ana");

        assertThat(limit.take("ana")).contains(Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(9));
        assertThat(limit.take("ana")).contains(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(limit.take("ana")).isEmpty();
        assertThat(limit.take("ana")).isPresent();
    }

    @Test
    void one_key_does_not_use_up_another() {
        exhaust("ana");

        assertThat(limit.take("ana")).isPresent();
        assertThat(limit.take("ben")).isEmpty();
    }

    @Test
    void waiting_long_gives_no_more_than_the_burst() {
        exhaust("ana");
        clock.advance(Duration.ofDays(1));

        exhaust("ana");
        assertThat(limit.take("ana")).isPresent();
    }

    @Test
    void an_attempt_that_is_given_back_does_not_count() {
        for (int i = 0; i < 10; i++) {
            assertThat(limit.take("ana")).isEmpty();
            limit.giveBack("ana");
        }
    }

    @Test
    void a_clock_that_goes_back_takes_nothing_away() {
        assertThat(limit.take("ana")).isEmpty();
        clock.advance(Duration.ofHours(-1));

        assertThat(limit.take("ana")).isEmpty();
    }

    @Test
    void memory_is_bounded_whatever_names_are_tried() {
        for (int i = 0; i < 10_000; i++) {
            limit.take("name-" + i);
        }

        assertThat(limit.size()).isEqualTo(100);
    }

    private void exhaust(String key) {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take(key)).isEmpty();
        }
    }
}
