package dev.banyan.server.delivery.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyInstancesTest {
    private static final long KEY = 7;

    private long now = 3;
    private final KeyInstances instances = new KeyInstances(2, Duration.ofDays(1), () -> now);

    @Test
    void beyond_its_number_a_key_has_no_new_ones_and_the_others_go_on() {
        assertThat(instances.admits(KEY, "a")).isTrue();
        assertThat(instances.admits(KEY, "b")).isTrue();

        assertThat(instances.admits(KEY, "made up")).isFalse();
        assertThat(instances.admits(KEY, "a")).isTrue();
        assertThat(instances.admits(KEY, "b")).isTrue();
    }

    @Test
    void other_keys_have_numbers_of_their_own() {
        instances.admits(KEY, "a");
        instances.admits(KEY, "b");

        assertThat(instances.admits(KEY + 1, "c")).isTrue();
    }

    @Test
    void one_that_gives_no_sign_any_more_makes_room() {
        instances.admits(KEY, "gone");
        now += Duration.ofHours(12).toNanos();
        instances.admits(KEY, "there");
        now += Duration.ofHours(13).toNanos();

        assertThat(instances.admits(KEY, "new")).isTrue();
        assertThat(instances.admits(KEY, "one more")).as("it was there lately").isFalse();
    }
}
