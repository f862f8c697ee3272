package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.TestControlPlane.Request;
import dev.banyan.wire.RulesetText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Changes that come without what has not changed. */
class DeltaScenarioTest extends Scenario {
    private final TestRuleset first = TestRuleset.at(1).with("orders.get", 0).with("stock.read", 0);
    private final TestRuleset second =
            TestRuleset.at(2).with("orders.get", 1_000_000).with("stock.read", 0);

    @Test
    void a_change_comes_as_a_delta_and_holds_and_is_kept_whole() throws IOException {
        withoutPolls();
        started(first);
        Banyan banyan = client();
        eventually(banyan, 1);
        assertThat(last(TestControlPlane.STREAM).header("banyan-accept")).isEqualTo("delta");

        server.publish(second);
        eventually(banyan, 2);

        assertThat(banyan.route("orders.get").isNew(ANA)).isTrue();
        assertThat(banyan.route("stock.read").isNew(ANA)).isFalse();
        assertThat(banyan.status().source()).isEqualTo(Source.STREAM);
        assertThat(banyan.status().counters().refusedRulesets()).isZero();
        eventually("the whole is on disk", () -> file().endsWith(second.json()));
    }

    @Test
    void a_stream_that_comes_back_sends_what_was_missed_as_a_delta_and_nothing_is_acknowledged_twice()
            throws IOException {
        withoutPolls();
        CountDownLatch cut = new CountDownLatch(1);
        server.sendDeltas(0);
        server.publish(first);
        server.next(TestControlPlane.STREAM, (request, out) -> {
            out.write(Answers.streamHead());
            out.write(Answers.chunk(first.event()));
            out.flush();
            cut.await();
        });
        server.start();
        Banyan banyan = client();
        eventually("acknowledged", () -> acknowledged().size() == 1);
        cut.countDown();
        eventually("comes back", () -> server.requests(TestControlPlane.STREAM).size() == 2);
        eventually(banyan, ConnectionState.STREAMING);
        server.publish(second);
        eventually("acknowledged", () -> acknowledged().size() == 2);

        assertThat(last(TestControlPlane.STREAM).header("last-event-id")).isEqualTo("1");
        assertThat(acknowledged().get(0)).contains("\"revision\":1,");
        assertThat(acknowledged().get(1)).contains("\"revision\":2,");
    }

    @Test
    void a_delta_that_does_not_fit_costs_one_whole_ruleset_and_not_the_stream() throws IOException {
        for (String broken : List.of(
                second.delta(first).replace("\"from\":1", "\"from\":7"),
                second.delta(first).replace(second.checksum(), RulesetText.checksum(first.bytes())),
                "{\"from\":1",
                second.delta(first).replace("\"share\":1000000", "\"share\":-1"))) {
            try (TestControlPlane plane = new TestControlPlane()) {
                plane.sendDeltas(0);
                plane.publish(first);
                plane.always(TestControlPlane.SNAPSHOT, (request, out) -> {
                    if (wantsWhole(request)) {
                        plane.behave(request, out);
                    }
                });
                CountDownLatch change = new CountDownLatch(1);
                plane.next(TestControlPlane.STREAM, (request, out) -> {
                    out.write(Answers.streamHead());
                    out.write(Answers.chunk(first.event()));
                    out.flush();
                    change.await();
                    out.write(Answers.chunk("event: delta\nid: 2\ndata: " + broken + "\n\n"));
                    plane.behaveAfterHead(out, second);
                });
                plane.start();
                Banyan banyan = client(builder().url(plane.url()));
                eventually(banyan, ConnectionState.STREAMING);
                eventually(banyan, 1);
                plane.publish(second);
                change.countDown();

                eventually(banyan, 2);
                assertThat(banyan.status().source()).isEqualTo(Source.POLL);
                eventually(
                        "it was told",
                        () -> plane.requests(TestControlPlane.APPLIED).stream()
                                .anyMatch(report -> report.body().contains("\"refused\",\"reason\":\"$")));

                plane.publish(first.revision(3));
                eventually(banyan, 3);
                assertThat(plane.requests(TestControlPlane.STREAM)).hasSize(1);
                assertThat(banyan.status().source()).isEqualTo(Source.STREAM);
                assertThat(plane.requests(TestControlPlane.SNAPSHOT).stream().filter(DeltaScenarioTest::wantsWhole))
                        .hasSize(1);
                banyan.close();
            }
        }
    }

    @Test
    void when_no_delta_ever_fits_whole_rulesets_are_fetched_at_a_bounded_rate() throws IOException {
        platform.chance = 0.9;
        server.sendDeltas(0);
        server.publish(first);
        server.always(TestControlPlane.STREAM, (request, out) -> {
            out.write(Answers.streamHead());
            out.write(Answers.chunk(first.event()));
            for (int i = 0; i < 200; i++) {
                out.write(Answers.chunk("event: delta\nid: 2\ndata: {}\n\n"));
                out.flush();
            }
            server.behaveAfterHead(out, first);
        });
        server.start();
        Banyan banyan = client();
        eventually("all refused", () -> banyan.status().counters().refusedRulesets() == 200);
        eventually(banyan, 1);
        // With waits of 0.9 s, 1.8 s and so on, a minute would not be enough for so many.
        assertThat(server.requests(TestControlPlane.SNAPSHOT).size()).isLessThan(20);
    }

    @Test
    void a_poll_brings_a_delta_too_and_says_what_it_holds_as_it_was_told() throws IOException {
        server.always(TestControlPlane.STREAM, (request, out) -> out.write(Answers.status(503)));
        started(first);
        Banyan banyan = client();
        eventually(banyan, 1);
        server.publish(second.emergency("e-1", "stock.read"));
        eventually(banyan, 2);
        String tag = second.emergency("e-1", "stock.read").entityTag();
        assertThat(tag).matches("\"epoch-one-2-[0-9a-f]{8}\"");
        eventually(
                "its tag comes back",
                () -> tag.equals(last(TestControlPlane.SNAPSHOT).header("if-none-match")));

        assertThat(banyan.status().source()).isEqualTo(Source.POLL);
        assertThat(last(TestControlPlane.SNAPSHOT).header("accept"))
                .isEqualTo("application/vnd.banyan.delta+json, application/json");
        assertThat(banyan.status().counters().refusedRulesets()).isZero();
    }

    @Test
    void a_poll_whose_delta_does_not_fit_asks_for_the_whole_at_once() throws IOException {
        server.always(TestControlPlane.STREAM, (request, out) -> out.write(Answers.status(503)));
        started(first);
        Banyan banyan = client();
        eventually(banyan, 1);
        server.next(
                TestControlPlane.SNAPSHOT,
                (request, out) -> out.write(Answers.gzipped("application/vnd.banyan.delta+json", "{}")));
        server.publish(second);
        eventually(banyan, 2);
        assertThat(server.requests(TestControlPlane.SNAPSHOT))
                .anyMatch(request -> request.header("accept").equals("application/json"));
        assertThat(banyan.status().counters().refusedRulesets()).isEqualTo(1);
    }

    @Test
    void a_tag_that_no_header_can_carry_back_is_not_sent_back() throws IOException {
        server.always(TestControlPlane.STREAM, (request, out) -> out.write(Answers.status(503)));
        server.publish(first);
        server.next(
                TestControlPlane.SNAPSHOT,
                (request, out) -> out.write(
                        Answers.gzipped("application/json", first.json(), "ETag: \"" + "x".repeat(300) + "\"")));
        server.start();
        Banyan banyan = client();
        eventually(banyan, 1);
        eventually(
                "asks again",
                () -> first.entityTag().equals(last(TestControlPlane.SNAPSHOT).header("if-none-match")));
    }

    private static boolean wantsWhole(Request request) {
        return request.header("accept").equals("application/json");
    }

    private void started(TestRuleset ruleset) throws IOException {
        server.sendDeltas(0);
        server.publish(ruleset);
        server.start();
    }

    private Request last(String path) {
        List<Request> all = server.requests(path);
        return all.get(all.size() - 1);
    }

    private List<String> acknowledged() {
        return server.requests(TestControlPlane.APPLIED).stream()
                .map(Request::body)
                .toList();
    }

    private String file() {
        try (Stream<Path> files = Files.list(cache)) {
            for (Path path :
                    files.filter(file -> file.toString().endsWith(".ruleset")).toList()) {
                return Files.readString(path);
            }
            return "";
        } catch (IOException beingReplaced) {
            return "";
        }
    }
}
