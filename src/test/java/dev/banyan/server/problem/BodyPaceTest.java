package dev.banyan.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyPaceTest {
    private final BodyPace pace = new BodyPace(Duration.ofSeconds(60), Duration.ofSeconds(5), 1_000);

    @Test
    void at_first_nobody_looks() {
        assertThat(pace.tooSlow(Duration.ofSeconds(5), 0)).isFalse();
    }

    @Test
    void then_it_has_to_come_at_the_rate() {
        assertThat(pace.tooSlow(Duration.ofSeconds(6), 999)).isTrue();
        assertThat(pace.tooSlow(Duration.ofSeconds(6), 1_000)).isFalse();
        assertThat(pace.tooSlow(Duration.ofSeconds(25), 19_999)).isTrue();
        assertThat(pace.tooSlow(Duration.ofSeconds(25), 20_000)).isFalse();
    }

    @Test
    void however_fast_it_comes_it_has_to_end() {
        assertThat(pace.tooSlow(Duration.ofSeconds(60), 10_000_000)).isTrue();
    }
}
