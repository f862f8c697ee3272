package dev.banyan.server.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.environment.history.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalTest {
    private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
    private static final Commit COMMIT = new Commit(3, 7, AT);

    @Test
    void what_all_have_is_counted_once() {
        Arrival complete = counted(12, 12, Duration.ofSeconds(1));

        assertThat(complete.settled(COMMIT)).isTrue();
        assertThat(complete.due(COMMIT, AT.plusSeconds(5))).isFalse();
    }

    @Test
    void while_somebody_is_missing_it_is_counted_again_and_again_and_then_each_minute() {
        assertThat(counted(12, 11, Duration.ofSeconds(1)).due(COMMIT, AT.plusSeconds(2)))
                .isTrue();
        Arrival later = counted(12, 11, Duration.ofMinutes(20));
        assertThat(later.due(COMMIT, AT.plus(Duration.ofMinutes(20)).plusSeconds(59)))
                .isFalse();
        assertThat(later.due(COMMIT, AT.plus(Duration.ofMinutes(21)))).isTrue();
    }

    @Test
    void who_was_missing_for_an_hour_stays_missing_in_the_records() {
        assertThat(counted(12, 11, Duration.ofMinutes(59)).settled(COMMIT)).isFalse();
        assertThat(counted(12, 11, Duration.ofMinutes(60)).settled(COMMIT)).isTrue();
    }

    @Test
    void where_nobody_is_nobody_is_awaited_for_long() {
        assertThat(counted(0, 0, Duration.ofSeconds(10)).settled(COMMIT)).isFalse();
        assertThat(counted(0, 0, Duration.ofMinutes(1)).settled(COMMIT)).isTrue();
    }

    private static Arrival counted(int total, int applied, Duration after) {
        return ArrivalBuilder.builder()
                .environmentId(3)
                .revision(7)
                .total(total)
                .applied(applied)
                .refused(0)
                .gone(0)
                .firstMillis(null)
                .p50Millis(null)
                .p99Millis(null)
                .lastMillis(null)
                .missing(List.of())
                .countedAt(AT.plus(after))
                .build();
    }
}
