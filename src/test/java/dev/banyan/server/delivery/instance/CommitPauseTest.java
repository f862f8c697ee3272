package dev.banyan.server.delivery.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPauseTest {
    @Test
    void what_is_alone_hardly_waits() {
        assertThat(CommitPause.after(1)).isEqualTo(Duration.ofMillis(50));
        assertThat(CommitPause.after(250)).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void a_crowd_gathers_for_as_long_as_it_is_large() {
        assertThat(CommitPause.after(1_000)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void nobody_waits_for_longer_than_half_a_second() {
        assertThat(CommitPause.after(5_000)).isEqualTo(Duration.ofMillis(500));
    }

    /** So much arrives in each pause that the next one is longer, until a few large commits have taken all. */
    @Test
    void ten_times_the_clients_need_less_than_twice_the_commits() {
        assertThat(commits(10_000)).isLessThan(2 * commits(1_000));
    }

    /** Everybody answers within the same second, evenly spread; a commit takes them at once. */
    private static int commits(int clients) {
        double perMilli = clients / 1_000.0;
        int commits = 0;
        double written = 0;
        for (double millis = 1; written < clients; ) {
            int batch = (int) Math.min(5_000, Math.min(clients, perMilli * millis) - written);
            written += batch;
            commits++;
            millis += CommitPause.after(batch).toMillis();
        }
        return commits;
    }
}
