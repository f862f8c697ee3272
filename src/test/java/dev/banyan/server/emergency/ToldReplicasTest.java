package dev.banyan.server.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ToldReplicasTest {
    private static final UUID ROLLBACK = UUID.randomUUID();

    private Instant now = Instant.parse("2026-01-31T08:00:00Z");
    private final ToldReplicas told = new ToldReplicas(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    });

    @Test
    void a_replica_that_does_not_answer_is_tried_after_ever_longer_pauses_but_never_given_up() {
        for (int seconds : List.of(1, 2, 4, 8, 16, 30, 30, 30)) {
            assertThat(told.isDue(ROLLBACK, "b")).isTrue();
            now = now.plusSeconds(seconds).minusMillis(1);
            assertThat(told.isDue(ROLLBACK, "b")).as("before %d s", seconds).isFalse();
            now = now.plusMillis(1);
        }
    }

    @Test
    void who_has_taken_it_is_left_alone_and_the_others_are_not() {
        told.isDue(ROLLBACK, "b");
        told.taken(ROLLBACK, "b");
        now = now.plus(Duration.ofDays(1));

        assertThat(told.has(ROLLBACK, "b")).isTrue();
        assertThat(told.isDue(ROLLBACK, "b")).isFalse();
        assertThat(told.has(ROLLBACK, "c")).isFalse();
        assertThat(told.isDue(ROLLBACK, "c")).isTrue();
        assertThat(told.isDue(UUID.randomUUID(), "b")).as("another rollback").isTrue();
    }

    @Test
    void what_is_settled_is_forgotten() {
        told.taken(ROLLBACK, "b");

        told.forgetAllBut(List.of());

        assertThat(told.has(ROLLBACK, "b")).isFalse();
    }
}
