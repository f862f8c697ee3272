package dev.banyan.server.flag.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.server.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacedRollbackProgressTest {
    private static final Instant PRESSED = Instant.parse("2026-03-02T14:03:00Z");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30, 59, 60, 61, 299, 300})
    void the_press_is_the_first_step_and_the_last_one_comes_after_the_time_asked_for(int seconds) {
        PacedRollbackProgress pace = PacedRollbackProgress.start(seconds, PRESSED);
        Instant now = PRESSED;
        int left = pace.left();
        assertThat(left).isPositive().isLessThan(RolloutSpec.WHOLE);
        while (!pace.isOver()) {
            assertThat(Duration.between(now, pace.nextAt())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            now = pace.nextAt();
            pace = pace.next(now);
            assertThat(pace.left()).isLessThan(left);
            left = pace.left();
        }
        assertThat(left).isZero();
        assertThat(Duration.between(PRESSED, now))
                .isBetween(
                        Duration.ofSeconds(seconds), Duration.ofSeconds(seconds).plusMillis(60));
        assertThat(pace.steps()).isLessThanOrEqualTo(61);
    }

    @Test
    void ticks_that_come_a_little_late_do_not_add_up() {
        PacedRollbackProgress pace = PacedRollbackProgress.start(10, PRESSED);
        for (int tick = 1; tick <= 5; tick++) {
            pace = pace.next(PRESSED.plusSeconds(tick).plusMillis(700));
        }
        assertThat(pace.nextAt()).isEqualTo(PRESSED.plusSeconds(6));
    }

    @Test
    void after_an_outage_it_goes_on_where_it_stopped_and_no_faster() {
        PacedRollbackProgress pace = PacedRollbackProgress.start(10, PRESSED).next(PRESSED.plusSeconds(1));
        Instant back = PRESSED.plusSeconds(600);

        PacedRollbackProgress next = pace.next(back);

        assertThat(next.step()).isEqualTo(pace.step() + 1);
        assertThat(next.nextAt()).isEqualTo(back.plusSeconds(1));
        assertThat(next.due(back.plusMillis(999))).isFalse();
        assertThat(next.due(back.plusSeconds(1))).isTrue();
    }

    @Test
    void what_is_said_about_the_pace_is_read_or_refused_with_a_remedy() {
        assertThat(PacedRollbackDuration.parse(null)).isNull();
        assertThat(PacedRollbackDuration.parse("0s")).isZero();
        assertThat(PacedRollbackDuration.parse("300s")).isEqualTo(300);
        for (String wrong : new String[] {"301s", "30", "-1s", "1m", "", "99999s"}) {
            assertThatThrownBy(() -> PacedRollbackDuration.parse(wrong))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.field()).contains("pace");
                        assertThat(problem.remedy().orElseThrow()).contains("30s");
                    });
        }
    }
}
