package dev.banyan.server.delivery.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.delivery.replica.Echo.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EchoTest {
    private long now = 7;
    private final Echo echo = new Echo(() -> now);

    @Test
    void it_calls_at_once_and_then_now_and_then() {
        assertThat(echo.due()).isTrue();
        echo.called();
        assertThat(echo.due()).isFalse();
        echo.heard();
        assertThat(echo.due()).isFalse();
        pass(30);
        assertThat(echo.due()).isTrue();
    }

    @Test
    void what_comes_back_says_that_notifications_arrive() {
        assertThat(echo.state()).isEqualTo(State.NOT_KNOWN);
        echo.called();

        assertThat(echo.heard()).as("no news").isFalse();
        assertThat(echo.state()).isEqualTo(State.ARRIVE);
    }

    @Test
    void what_does_not_come_back_is_said_once_and_once_when_it_does() {
        echo.called();
        assertThat(echo.lostNow()).as("not yet").isFalse();
        pass(10);
        assertThat(echo.lostNow()).isTrue();
        assertThat(echo.lostNow()).isFalse();
        assertThat(echo.state()).isEqualTo(State.LOST);

        pass(10);
        assertThat(echo.due()).as("sooner than usual").isTrue();
        echo.called();
        pass(10);
        assertThat(echo.lostNow()).as("as before").isFalse();

        assertThat(echo.heard()).isTrue();
        assertThat(echo.state()).isEqualTo(State.ARRIVE);
    }

    @Test
    void a_new_connection_is_tried_at_once() {
        echo.called();
        echo.heard();

        echo.begin();

        assertThat(echo.due()).isTrue();
        assertThat(echo.lostNow()).isFalse();
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
