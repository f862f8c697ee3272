package dev.banyan.server.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeenMessagesTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private final SeenMessages seen = new SeenMessages();

    @Test
    void the_same_message_is_taken_once_as_long_as_its_signature_could_be_good() {
        assertThat(seen.take("a", NOW)).isTrue();
        assertThat(seen.take("a", NOW)).isFalse();
        assertThat(seen.take("a", NOW.plus(ReplicaSignature.WINDOW.multipliedBy(2))))
                .isFalse();
        assertThat(seen.take("b", NOW)).isTrue();
    }

    @Test
    void nothing_is_forgotten_to_make_room_for_more() {
        for (int i = 0; i < SeenMessages.MOST; i++) {
            assertThat(seen.take("m" + i, NOW)).isTrue();
        }

        assertThat(seen.take("one more", NOW)).isFalse();
        assertThat(seen.take("m0", NOW)).isFalse();
        Instant later = NOW.plus(ReplicaSignature.WINDOW.multipliedBy(2)).plusMillis(1);
        assertThat(seen.take("one more", later)).isTrue();
    }
}
