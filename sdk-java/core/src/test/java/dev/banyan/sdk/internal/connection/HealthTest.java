package dev.banyan.sdk.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.ConnectionState;
import dev.banyan.sdk.internal.kit.FakePlatform;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final FakePlatform platform = new FakePlatform();
    private final List<String> changes = new ArrayList<>();
    private final Health health = new Health(platform, 15_000, (from, to) -> changes.add(from + ">" + to));

    @Test
    void goes_through_its_states() {
        assertThat(health.state()).isEqualTo(ConnectionState.CONNECTING);
        health.pollFailed();
        health.streamAlive();
        health.streamAlive();
        health.streamLost();
        health.pollAnswered();
        health.streamLost();
        health.pollAnswered();
        health.pollFailed();
        health.closed();
        health.streamAlive();
        assertThat(changes)
                .containsExactly(
                        "CONNECTING>OFFLINE",
                        "OFFLINE>STREAMING",
                        "STREAMING>CONNECTING",
                        "CONNECTING>POLLING",
                        "POLLING>OFFLINE",
                        "OFFLINE>CLOSED");
        assertThat(health.state()).isEqualTo(ConnectionState.CLOSED);
    }

    @Test
    void a_poll_that_ends_after_the_stream_came_back_changes_nothing() {
        health.streamAlive();
        health.pollFailed();
        assertThat(health.state()).isEqualTo(ConnectionState.STREAMING);
        health.streamLost();
        assertThat(health.state()).isEqualTo(ConnectionState.CONNECTING);
    }

    @Test
    void polling_stands_in_for_a_stream_without_whole_events() {
        assertThat(health.pollingNeeded()).isTrue();
        health.streamAlive();
        platform.pass(15_000);
        assertThat(health.pollingNeeded()).isFalse();
        platform.pass(1);
        assertThat(health.pollingNeeded()).isTrue();
        assertThat(health.state()).isEqualTo(ConnectionState.CONNECTING);
        health.streamAlive();
        assertThat(health.pollingNeeded()).isFalse();
    }
}
