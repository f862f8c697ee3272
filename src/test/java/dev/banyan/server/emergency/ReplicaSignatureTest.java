package dev.banyan.server.emergency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplicaSignatureTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");
    private static final byte[] BODY = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);

    private final ReplicaSignature ours = new ReplicaSignature("the secret of this cluster");

    @Test
    void holds_for_the_very_message_within_its_time() {
        String signature = ours.of(NOW.toEpochMilli(), BODY);

        assertThat(ours.holds(signature, NOW.toEpochMilli(), BODY, NOW)).isTrue();
        assertThat(ours.holds(signature, NOW.toEpochMilli(), BODY, NOW.plus(ReplicaSignature.WINDOW)))
                .isTrue();
        assertThat(ours.holds(signature, NOW.toEpochMilli(), BODY, NOW.minus(ReplicaSignature.WINDOW)))
                .as("the sender's clock is ahead")
                .isTrue();
    }

    @Test
    void is_worth_nothing_later() {
        String signature = ours.of(NOW.toEpochMilli(), BODY);
        Instant later = NOW.plus(ReplicaSignature.WINDOW).plusMillis(1);

        assertThat(ours.holds(signature, NOW.toEpochMilli(), BODY, later)).isFalse();
        assertThat(ours.holds(signature, later.toEpochMilli(), BODY, later))
                .as("with a newer time than it was made for")
                .isFalse();
    }

    @Test
    void covers_body_time_and_secret() {
        String signature = ours.of(NOW.toEpochMilli(), BODY);
        byte[] other = "{\"id\":\"2\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(ours.holds(signature, NOW.toEpochMilli(), other, NOW)).isFalse();
        assertThat(ours.holds(signature, NOW.toEpochMilli() + 1, BODY, NOW)).isFalse();
        assertThat(new ReplicaSignature("another").holds(signature, NOW.toEpochMilli(), BODY, NOW))
                .isFalse();
        assertThat(ours.holds(null, NOW.toEpochMilli(), BODY, NOW)).isFalse();
        assertThat(ours.toString()).doesNotContain("the secret");
    }
}
