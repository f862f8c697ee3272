package dev.banyan.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionRoundTest {
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofSeconds(20), 1_000);
    private static final int MOST_STRANGERS = 2;

    private final List<String> closed = new ArrayList<>();
    private long now = 7;
    private final OpenConnections connections = new OpenConnections(() -> now, () -> 1_000);
    private final ConnectionRound round =
            new ConnectionRound(connections, PATIENCE, MOST_STRANGERS, new Networks(List.of("10.1.0.0/16", "::1")));

    @Test
    void one_that_never_says_anything_is_closed() {
        open("silent");

        pass(10);
        assertThat(closed).isEmpty();
        pass(1);

        assertThat(closed).containsExactly("silent");
    }

    @Test
    void headers_that_drip_do_not_prolong_their_time() {
        OpenConnection dripping = open("dripping");
        for (int i = 0; i < 11; i++) {
            dripping.asked();
            pass(1);
        }

        assertThat(closed).containsExactly("dripping");
    }

    @Test
    void the_second_request_has_its_time_from_its_first_byte() {
        OpenConnection slow = served("slow", false);
        pass(60);
        slow.asked();
        pass(10);
        assertThat(closed).isEmpty();

        slow.asked();
        pass(1);

        assertThat(closed).containsExactly("slow");
    }

    @Test
    void a_handshake_that_is_answered_is_no_request() {
        OpenConnection handshake = open("handshake");
        handshake.asked();
        handshake.answered(100);

        pass(11);

        assertThat(closed).containsExactly("handshake");
    }

    @Test
    void between_two_requests_a_connection_is_kept_longer_than_proxies_keep_theirs() {
        served("kept", false);

        pass(75);
        assertThat(closed).isEmpty();
        pass(1);

        assertThat(closed).containsExactly("kept");
    }

    @Test
    void what_is_said_on_a_shared_connection_between_requests_need_not_become_one() {
        OpenConnection shared = served("shared", true);
        shared.asked();

        pass(60);
        assertThat(closed).isEmpty();
        pass(16);

        assertThat(closed).containsExactly("shared");
    }

    @Test
    void a_request_that_is_worked_for_has_all_the_time_it_needs() {
        OpenConnection stream = open("stream");
        stream.asked();
        stream.requestBegins(false);

        pass(3_600);

        assertThat(closed).isEmpty();
        stream.requestEnds();
        pass(1);
        assertThat(closed).as("its answer is on its way").isEmpty();
    }

    @Test
    void what_is_not_read_is_waited_for_as_long_as_a_slow_line_takes() {
        TestLine line = new TestLine(null, () -> closed.add("unread"));
        OpenConnection connection = connections.opened(line);
        connection.requestBegins(false);
        connection.answered(30_000);
        line.unread = 30_000;
        pass(0);

        pass(20 + 30);
        assertThat(closed).isEmpty();
        pass(1);

        assertThat(closed).containsExactly("unread");
    }

    @Test
    void who_reads_everything_now_and_then_begins_anew() {
        TestLine line = new TestLine(null, () -> closed.add("slow"));
        OpenConnection connection = connections.opened(line);
        connection.requestBegins(false);
        for (int i = 0; i < 10; i++) {
            connection.answered(100);
            line.unread = 100;
            pass(15);
            line.unread = 0;
            pass(1);
        }

        assertThat(closed).isEmpty();
    }

    @Test
    void of_one_address_the_oldest_strangers_go() throws UnknownHostException {
        for (String name : List.of("a", "b", "c")) {
            open(name, "192.0.2.7").asked();
            now++;
        }
        open("elsewhere", "192.0.2.8").asked();

        pass(3);

        assertThat(closed).containsExactly("a");
    }

    @Test
    void one_subscriber_has_a_whole_network_of_ipv6() throws UnknownHostException {
        for (int i = 1; i <= 4; i++) {
            open("v6-" + i, "2001:db8:1:1::" + i);
            now++;
        }
        open("other", "2001:db8:1:2::1");

        pass(3);

        assertThat(closed).containsExactly("v6-1", "v6-2");
    }

    @Test
    void whoever_has_shown_a_credential_is_no_stranger() throws UnknownHostException {
        for (int i = 0; i < 20; i++) {
            OpenConnection stream = open("stream", "192.0.2.7");
            stream.requestBegins(false);
            stream.becomesKnown();
        }

        pass(3);

        assertThat(closed).isEmpty();
    }

    @Test
    void those_who_have_just_come_may_be_about_to_say_who_they_are() throws UnknownHostException {
        for (int i = 0; i < 20; i++) {
            open("back", "192.0.2.7");
        }

        pass(2);

        assertThat(closed).isEmpty();
    }

    @Test
    void a_proxy_is_many_people() throws UnknownHostException {
        for (int i = 0; i < 20; i++) {
            open("behind a proxy", "10.1.2.3");
            open("behind one on this machine", "::1");
        }

        pass(3);

        assertThat(closed).isEmpty();
    }

    @Test
    void a_setting_that_is_no_network_is_named() {
        assertThatThrownBy(() -> new Networks(List.of("proxy.example")))
                .hasMessageContaining("banyan.connection.trusted")
                .hasMessageContaining("proxy.example");
    }

    private OpenConnection served(String name, boolean shared) {
        OpenConnection connection = open(name);
        connection.asked();
        connection.requestBegins(shared);
        connection.answered(100);
        connection.requestEnds();
        return connection;
    }

    private OpenConnection open(String name) {
        return connections.opened(new TestLine(null, () -> closed.add(name)));
    }

    private OpenConnection open(String name, String address) throws UnknownHostException {
        return connections.opened(new TestLine(InetAddress.getByName(address), () -> closed.add(name)));
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
        round.go();
    }
}
