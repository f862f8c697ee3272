package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Streams that end, or should have. */
class StreamScenarioTest extends Scenario {
    private final TestRuleset first = TestRuleset.at(1).with("orders.get", 1_000_000);
    private final TestRuleset second = TestRuleset.at(2).with("orders.get", 0);

    @Test
    void nothing_is_polled_while_the_stream_lives() throws IOException {
        withoutPolls();
        server.publish(first);
        server.start();
        Banyan banyan = client();
        eventually(banyan, 1);
        int polls = server.requests(TestControlPlane.SNAPSHOT).size();
        for (int revision = 2; revision <= 200; revision++) {
            server.publish(TestRuleset.at(revision).with("orders.get", 0));
            eventually(banyan, revision);
        }
        assertThat(server.requests(TestControlPlane.SNAPSHOT).size() - polls).isLessThanOrEqualTo(1);
    }

    @Test
    void a_stream_that_goes_quiet_is_given_up_and_replaced() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        server.publish(first);
        server.next(TestControlPlane.STREAM, (request, out) -> {
            out.write(Answers.streamHead());
            out.write(Answers.chunk(first.event()));
            out.flush();
            never.await();
        });
        server.start();
        Banyan banyan = client(builder(Duration.ofMillis(400), Duration.ofMillis(50)));
        eventually(banyan, ConnectionState.STREAMING);

        server.publish(second);

        eventually(banyan, 2);
    }

    @Test
    void a_stream_that_trickles_without_a_whole_event_does_not_keep_changes_away() throws IOException {
        server.publish(first);
        server.always(TestControlPlane.STREAM, (request, out) -> {
            out.write(Answers.streamHead());
            out.write(Answers.chunk(first.event()));
            for (int i = 0; i < 100_000; i++) {
                out.write(Answers.chunk("x"));
                Thread.yield();
                out.flush();
            }
        });
        server.start();
        Banyan banyan = client();
        eventually(banyan, 1);

        server.publish(second);
        platform.aheadMillis.addAndGet(Duration.ofSeconds(30).toMillis());

        eventually(banyan, 2);
        assertThat(banyan.status().source()).isEqualTo(Source.POLL);
    }

    @Test
    void a_stream_that_the_server_ends_in_its_time_is_no_fault() throws IOException {
        CountDownLatch time = new CountDownLatch(1);
        server.publish(first);
        server.next(TestControlPlane.STREAM, (request, out) -> {
            out.write(Answers.streamHead());
            out.write(Answers.chunk(first.event()));
            out.flush();
            time.await();
            out.write(Answers.lastChunk());
        });
        server.start();
        Banyan banyan = client();
        eventually(banyan, 1);
        platform.aheadMillis.addAndGet(Duration.ofSeconds(11).toMillis());
        time.countDown();

        eventually("comes back", () -> server.requests(TestControlPlane.STREAM).size() == 2);
        eventually(banyan, ConnectionState.STREAMING);
        assertThat(banyan.status().counters().transportFaults()).isZero();
    }

    @Test
    void a_stream_cut_in_the_middle_of_an_event_changes_nothing() throws IOException {
        server.publish(second);
        withoutPolls();
        String half = second.event().substring(0, second.event().length() / 2);
        server.next(TestControlPlane.STREAM, (request, out) -> {
            out.write(Answers.streamHead());
            out.write(Answers.chunk(half));
        });
        server.next(TestControlPlane.STREAM, (request, out) -> {
            out.write(Answers.streamHead());
            out.write(Answers.chunk(half));
            out.write(Answers.lastChunk());
        });
        server.start();

        Banyan banyan = client();

        eventually(banyan, 2);
        assertThat(banyan.status().counters().refusedRulesets()).isZero();
        assertThat(banyan.status().counters().transportFaults()).isGreaterThanOrEqualTo(2);
    }
}
