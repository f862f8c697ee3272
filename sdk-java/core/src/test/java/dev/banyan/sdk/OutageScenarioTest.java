package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Side;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the line or the server does: decisions go on, nothing throws, and the client comes back by itself. */
class OutageScenarioTest extends Scenario {
    private final TestRuleset first = TestRuleset.at(1).with("orders.get", 1_000_000);
    private final TestRuleset second = TestRuleset.at(2).with("orders.get", 0);

    @Test
    void the_server_dies_and_comes_back() throws IOException {
        server.publish(first);
        server.start();
        // So patient that only the broken line itself can tell.
        Banyan banyan = client(builder(Duration.ofMinutes(10), Duration.ofMillis(50)));
        eventually(banyan, ConnectionState.STREAMING);
        eventually(banyan, 1);

        server.die();
        eventually(banyan, ConnectionState.OFFLINE);
        assertThat(banyan.route("orders.get").decide(ANA).side()).isEqualTo(Side.NEW);
        eventually("stale", () -> banyan.route("orders.get").decide(ANA).reason() == Reason.STALE);
        eventually("a problem", () -> banyan.status().lastProblem().isPresent());

        server.start();
        eventually(banyan, ConnectionState.STREAMING);
        eventually("fresh again", () -> banyan.route("orders.get").decide(ANA).reason() == Reason.STATIC);
        eventually("no problem any more", () -> banyan.status().lastProblem().isEmpty());
        server.publish(second);
        eventually(banyan, 2);
    }

    @Test
    void a_client_that_comes_back_says_what_it_has() throws IOException {
        server.publish(first);
        server.start();
        Banyan banyan = client();
        eventually(banyan, 1);

        server.die();
        server.start();

        eventually(
                "second stream",
                () -> server.requests(TestControlPlane.STREAM).stream()
                        .anyMatch(r ->
                                "1".equals(r.header("last-event-id")) && "epoch-one".equals(r.header("banyan-epoch"))));
        eventually(banyan, ConnectionState.STREAMING);
        assertThat(server.requests(TestControlPlane.STREAM).get(0).header("last-event-id"))
                .isNull();
    }

    @Test
    void polls_while_the_stream_is_refused_and_goes_on_trying_the_stream() throws IOException {
        server.publish(first);
        server.always(TestControlPlane.STREAM, (request, out) -> out.write(Answers.status(503)));
        server.start();

        Banyan banyan = client();

        eventually(banyan, ConnectionState.POLLING);
        eventually(banyan, 1);
        assertThat(banyan.status().source()).isEqualTo(Source.POLL);
        server.publish(second);
        eventually(banyan, 2);
        eventually(
                "asked for changes only",
                () -> server.requests(TestControlPlane.SNAPSHOT).stream()
                        .anyMatch(r -> second.entityTag().equals(r.header("if-none-match"))));
        assertThat(server.requests(TestControlPlane.SNAPSHOT).get(0).header("accept-encoding"))
                .isEqualTo("gzip");
        platform.aheadMillis.addAndGet(Duration.ofHours(1).toMillis());
        eventually("confirmed", () -> banyan.status().age().compareTo(Duration.ofMinutes(1)) < 0);

        server.always(TestControlPlane.STREAM, null);
        eventually(banyan, ConnectionState.STREAMING);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 308, 400, 401, 403, 404, 408, 410, 418, 429, 500, 502, 503, 504})
    void any_status_at_start_and_later_is_outlived(int status) throws IOException {
        server.publish(first);
        refuseAll(status);
        server.start();
        Banyan banyan = client();
        eventually(banyan, ConnectionState.OFFLINE);
        assertThat(banyan.route("orders.get").isNew(ANA)).isFalse();

        server.always(TestControlPlane.STREAM, null);
        server.always(TestControlPlane.SNAPSHOT, null);
        eventually(banyan, 1);
        eventually(banyan, ConnectionState.STREAMING);

        refuseAll(status);
        server.die();
        server.start();
        eventually(banyan, ConnectionState.OFFLINE);
        assertThat(banyan.route("orders.get").isNew(ANA)).isTrue();

        server.always(TestControlPlane.STREAM, null);
        server.always(TestControlPlane.SNAPSHOT, null);
        eventually(banyan, ConnectionState.STREAMING);
    }

    @Test
    void a_key_that_a_poll_proves_right_ends_the_long_wait_of_the_stream() throws IOException {
        server.publish(first);
        server.next(TestControlPlane.STREAM, (request, out) -> out.write(Answers.status(401)));
        server.start();

        Banyan banyan = client(builder(Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofHours(1)));

        eventually(banyan, ConnectionState.STREAMING);
    }

    @Test
    void redirects_are_not_followed() throws IOException {
        try (TestControlPlane elsewhere = TestControlPlane.started(TestRuleset.at(99))) {
            server.publish(first);
            server.always(
                    TestControlPlane.STREAM,
                    (request, out) ->
                            out.write(Answers.status(302, "Location: " + elsewhere.url() + TestControlPlane.STREAM)));
            server.start();

            Banyan banyan = client();

            eventually(banyan, 1);
            eventually(
                    "tried twice",
                    () -> server.requests(TestControlPlane.STREAM).size() > 1);
            assertThat(elsewhere.requests(TestControlPlane.STREAM)).isEmpty();
        }
    }

    @Test
    void retry_after_is_waited_out() throws IOException {
        server.publish(first);
        server.always(TestControlPlane.STREAM, (request, out) -> out.write(Answers.status(503, "Retry-After: 86400")));
        server.start();

        Banyan banyan = client();

        eventually(
                "polled often", () -> server.requests(TestControlPlane.SNAPSHOT).size() > 5);
        assertThat(server.requests(TestControlPlane.STREAM)).hasSize(1);
        assertThat(banyan.status().state()).isEqualTo(ConnectionState.POLLING);
    }

    @Test
    void listeners_hear_of_it_and_may_throw() throws IOException {
        CountDownLatch applied = new CountDownLatch(1);
        CountDownLatch offline = new CountDownLatch(1);
        server.publish(first);
        server.start();
        Banyan banyan = client(builder().listener(new BanyanListener() {
            @Override
            public void rulesetApplied(Status status) {
                assertThat(status.revision()).isEqualTo(1);
                applied.countDown();
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void stateChanged(Status status) {
                if (status.state() == ConnectionState.OFFLINE) {
                    offline.countDown();
                }
            }
        }));
        eventually("applied", () -> applied.getCount() == 0);
        eventually("counted", () -> banyan.status().counters().listenerFailures() == 1);
        server.die();
        eventually("offline", () -> offline.getCount() == 0);
    }

    private void refuseAll(int status) {
        String location = "Location: " + server.url() + TestControlPlane.STREAM;
        server.always(TestControlPlane.STREAM, (request, out) -> out.write(Answers.status(status, location)));
        server.always(TestControlPlane.SNAPSHOT, (request, out) -> out.write(Answers.status(status, location)));
    }
}
