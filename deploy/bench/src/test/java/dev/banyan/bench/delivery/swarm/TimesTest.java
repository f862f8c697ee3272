package dev.banyan.bench.delivery.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimesTest {
    private final Times times = new Times(3);

    @Test
    void the_first_time_counts_at_which_a_client_holds_what_is_watched() {
        times.watch(7);
        times.applied(0, 6, false, 10, 100);
        times.applied(0, 7, true, 11, 200);
        times.applied(0, 8, true, 12, 300);
        times.applied(1, 8, false, 13, 400);

        assertThat(times.appliedAfter(50).sorted()).containsExactly(150, 350);
        assertThat(times.bytes().sorted()).containsExactly(11, 13);
        assertThat(times.deltas()).isEqualTo(1);
    }

    @Test
    void it_is_complete_when_all_have_applied_and_acknowledged() {
        times.watch(1);
        for (int client = 0; client < 3; client++) {
            times.applied(client, 1, true, 1, 1);
        }
        times.acknowledged(0, 1, 2);
        times.acknowledged(1, 1, 2);
        times.acknowledged(2, 0, 2);
        assertThat(times.complete(3)).isFalse();

        times.acknowledged(2, 1, 2);
        assertThat(times.complete(3)).isTrue();
    }

    @Test
    void watching_anew_forgets() {
        times.watch(1);
        times.applied(0, 1, true, 1, 1);

        times.watch(2);

        assertThat(times.appliedAfter(0).count()).isZero();
    }
}
