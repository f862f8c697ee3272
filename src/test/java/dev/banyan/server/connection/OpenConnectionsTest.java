package dev.banyan.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
    private final List<String> closed = new ArrayList<>();
    private long now = 7;
    private int most = 3;
    private final OpenConnections connections = new OpenConnections(() -> now, () -> most);

    @Test
    void below_the_limit_nobody_is_closed() {
        open("a");
        open("b");
        open("c");

        assertThat(closed).isEmpty();
        assertThat(connections.count()).isEqualTo(3);
    }

    @Test
    void one_that_never_said_anything_makes_room_the_oldest_first() {
        open("working").asked();
        pass(1);
        open("old");
        pass(1);
        open("young");
        pass(1);

        open("a rollback");
        open("another one");

        assertThat(closed).containsExactly("old", "young");
    }

    @Test
    void then_one_that_was_answered_and_has_been_silent_for_long() {
        answered("long ago");
        pass(20);
        answered("lately");
        open("asks").asked();

        open("a rollback");

        assertThat(closed).containsExactly("long ago");
    }

    @Test
    void a_stream_gets_signs_of_life_and_stays() {
        OpenConnection stream = answered("stream");
        for (int i = 0; i < 100; i++) {
            pass(5);
            stream.answered(0);
        }
        open("asks").asked();
        open("asks too").asked();

        open("one more");

        assertThat(closed).as("nobody is missed less than the newest").containsExactly("one more");
    }

    @Test
    void a_request_that_never_ends_makes_room_however_it_drips() {
        OpenConnection dripping = open("dripping");
        for (int i = 0; i < 61; i++) {
            dripping.asked();
            pass(1);
        }
        open("asks").asked();
        open("asks too").asked();

        open("a rollback");

        assertThat(closed).containsExactly("dripping");
    }

    @Test
    void a_setting_may_bear_fewer() {
        connections.atMost(1);
        open("a");

        open("b");

        assertThat(closed).containsExactly("a");
    }

    @Test
    void one_that_closes_by_itself_is_forgotten() {
        OpenConnection gone = open("gone");
        connections.closed(gone);

        assertThat(connections.count()).isZero();
    }

    private OpenConnection answered(String name) {
        OpenConnection connection = open(name);
        connection.asked();
        connection.answered(0);
        return connection;
    }

    private OpenConnection open(String name) {
        return connections.opened(new TestLine(null, () -> closed.add(name)));
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
