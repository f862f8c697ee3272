package dev.banyan.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConvergenceTest {
    private static final Instant COMMITTED = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LONG_BEFORE = COMMITTED.minusSeconds(600);

    @Test
    void all_have_applied_it_when_all_hold_it_or_a_later_one() {
        Convergence convergence = Convergence.of(
                7,
                COMMITTED,
                List.of(instance("a", LONG_BEFORE, 7L), instance("b", LONG_BEFORE, 9L)),
                Map.of("a", COMMITTED.plusMillis(12), "b", COMMITTED.plusMillis(38)));

        assertThat(convergence.complete()).isTrue();
        assertThat(convergence.firstMillis()).isEqualTo(12);
        assertThat(convergence.lastMillis()).isEqualTo(38);
    }

    @Test
    void stragglers_are_named_with_what_they_hold() {
        Convergence convergence = Convergence.of(
                7,
                COMMITTED,
                List.of(
                        instance("a", LONG_BEFORE, 7L),
                        instance("b", LONG_BEFORE, 6L),
                        instance("c", LONG_BEFORE, null)),
                Map.of());

        assertThat(convergence.complete()).isFalse();
        assertThat(convergence.applied()).isEqualTo(1);
        assertThat(convergence.stragglers()).extracting(Instance::id).containsExactly("b", "c");
        assertThat(convergence.stragglers().get(0).appliedRevision()).isEqualTo(6);
    }

    @Test
    void whoever_started_later_says_nothing_about_how_fast_it_spread() {
        Convergence convergence = Convergence.of(
                7,
                COMMITTED,
                List.of(instance("a", LONG_BEFORE, 7L), instance("late", COMMITTED.plusSeconds(60), 7L)),
                Map.of("a", COMMITTED.plusMillis(12), "late", COMMITTED.plusSeconds(61)));

        assertThat(convergence.applied()).isEqualTo(2);
        assertThat(convergence.lastMillis()).isEqualTo(12);
    }

    @Test
    void nobody_connected_is_not_everybody() {
        assertThat(Convergence.of(7, COMMITTED, List.of(), Map.of()).complete()).isFalse();
    }

    private static Instance instance(String id, Instant startedAt, Long applied) {
        return new Instance(id, "app", "1", "host", "sdk", startedAt, COMMITTED, true, applied, COMMITTED, null, null);
    }
}
