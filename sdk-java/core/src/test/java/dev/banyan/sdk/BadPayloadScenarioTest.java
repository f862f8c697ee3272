package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A bad update changes nothing but a counter, a log line and what the server shows about the instance. */
class BadPayloadScenarioTest extends Scenario {
    private static final TestRuleset GOOD = TestRuleset.at(5).with("orders.get", 1_000_000);
    private static final TestRuleset BETTER = TestRuleset.at(6).with("orders.get", 0);

    private Banyan banyan;

    @BeforeEach
    void running_on_a_good_ruleset() throws IOException {
        server.publish(GOOD);
        server.start();
        banyan = client();
        eventually(banyan, 5);
        eventually(
                "acknowledged", () -> server.requests(TestControlPlane.APPLIED).size() == 1);
    }

    static Stream<Arguments> badEvents() {
        String json = BETTER.json();
        return Stream.of(
                Arguments.of("truncated", event(json.substring(0, json.length() - 5)), "", 6),
                Arguments.of("not json", event("hello"), "", 6),
                Arguments.of("wrong shape", event("[1,2,3]"), "", 6),
                Arguments.of("no revision", event(json.replace("\"revision\":6", "\"revision\":null")), "revision", 6),
                Arguments.of("schema of the future", event(json.replace("\"schema\":1", "\"schema\":2")), "schema", 6),
                Arguments.of("no data", "event: snapshot\nid: 6\ndata:\n\n", "", 6),
                Arguments.of("deep", event("[".repeat(200_000)), "", 6),
                Arguments.of(
                        "older revision",
                        TestRuleset.at(4).with("orders.get", 0).event(),
                        "older",
                        4),
                Arguments.of("other environment", BETTER.in("staging").event(), "shop/staging", 6),
                Arguments.of(
                        "empty of another epoch",
                        TestRuleset.at(9).epoch("other").event(),
                        "no routes",
                        9),
                Arguments.of("empty of the same revision", TestRuleset.at(5).event(), "no routes", 5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badEvents")
    void over_the_stream_it_is_refused_reported_and_overcome(String name, String event, String reason, long revision)
            throws IOException {
        server.always(TestControlPlane.STREAM, (request, out) -> {
            out.write(Answers.streamHead());
            out.write(Answers.chunk(event));
            server.behaveAfterHead(out, GOOD);
        });
        server.die();
        server.start();

        eventually("refused", () -> banyan.status().counters().refusedRulesets() > 0);
        eventually(
                "reported",
                () -> server.requests(TestControlPlane.APPLIED).stream()
                        .anyMatch(r -> r.body().contains("\"outcome\":\"refused\"")
                                && r.body().contains("\"revision\":" + revision)
                                && r.body().contains(reason)));
        assertThat(banyan.status().revision()).isEqualTo(5);
        assertThat(banyan.status().epoch()).isEqualTo("epoch-one");
        assertThat(banyan.route("orders.get").isNew(ANA)).isTrue();

        server.publish(BETTER);
        eventually(banyan, 6);
    }

    static Stream<Arguments> badSnapshots() {
        byte[] json = BETTER.bytes();
        byte[] cut = Answers.json(BETTER.json());
        return Stream.of(
                Arguments.of("html", Answers.html(), true),
                Arguments.of("truncated json", Answers.json(BETTER.json().substring(0, 40)), true),
                Arguments.of("shape", Answers.json("{\"schema\":1}"), true),
                Arguments.of("empty", Answers.json(""), true),
                Arguments.of(
                        "older", Answers.json(TestRuleset.at(4).with("a", 0).json()), true),
                Arguments.of("compression bomb", Answers.bomb(64 * 1024 * 1024), true),
                Arguments.of("unknown encoding", Answers.whole("application/json", json, "Content-Encoding: br"), true),
                Arguments.of("not gzip", Answers.whole("application/json", json, "Content-Encoding: gzip"), false),
                Arguments.of("cut in the body", java.util.Arrays.copyOf(cut, cut.length - 9), false),
                Arguments.of("not http", "SSH-2.0-OpenSSH_9\r\n".getBytes(StandardCharsets.US_ASCII), false),
                Arguments.of("nothing at all", new byte[0], false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badSnapshots")
    void over_the_poll_it_is_refused_and_overcome(String name, byte[] answer, boolean aPayload) throws IOException {
        server.always(TestControlPlane.STREAM, (request, out) -> out.write(Answers.status(503)));
        server.always(TestControlPlane.SNAPSHOT, (request, out) -> out.write(answer));
        server.die();
        server.start();

        eventually(banyan, ConnectionState.OFFLINE);
        if (aPayload) {
            eventually(
                    "reported",
                    () -> server.requests(TestControlPlane.APPLIED).stream()
                            .anyMatch(r -> r.body().contains("\"outcome\":\"refused\"")));
        } else {
            assertThat(banyan.status().counters().refusedRulesets()).isZero();
        }
        assertThat(banyan.status().revision()).isEqualTo(5);
        assertThat(banyan.route("orders.get").isNew(ANA)).isTrue();

        server.publish(BETTER);
        server.always(TestControlPlane.SNAPSHOT, null);
        eventually(banyan, 6);
    }

    @Test
    void html_in_place_of_the_stream_is_reported() throws IOException {
        server.next(TestControlPlane.STREAM, (request, out) -> out.write(Answers.html()));
        server.die();
        server.start();

        eventually(
                "reported",
                () -> server.requests(TestControlPlane.APPLIED).stream()
                        .anyMatch(r -> r.body().contains("text/html")));
        eventually(banyan, ConnectionState.STREAMING);
        assertThat(banyan.status().revision()).isEqualTo(5);
    }

    @Test
    void heartbeats_after_a_refusal_confirm_nothing() throws IOException {
        withoutPolls();
        server.always(TestControlPlane.STREAM, (request, out) -> {
            out.write(Answers.streamHead());
            out.write(Answers.chunk(event("hello") + ": hb\n\n: hb\n\n" + event("[]")));
            server.behaveAfterHead(out, GOOD);
        });
        server.die();
        // What it had sent before would be heard after the hour.
        eventually("alone", () -> banyan.status().state() != ConnectionState.STREAMING);
        platform.aheadMillis.addAndGet(Duration.ofHours(1).toMillis());
        server.start();

        eventually("both refused", () -> banyan.status().counters().refusedRulesets() >= 2);
        assertThat(banyan.status().age()).isGreaterThanOrEqualTo(Duration.ofHours(1));
        assertThat(banyan.status().lastProblem()).isPresent();
    }

    @Test
    void the_same_refusal_is_reported_once() throws IOException {
        server.always(TestControlPlane.STREAM, (request, out) -> {
            out.write(Answers.streamHead());
            out.write(Answers.chunk(event("hello")));
        });
        server.die();
        server.start();

        eventually("many refusals", () -> banyan.status().counters().refusedRulesets() > 3);
        assertThat(server.requests(TestControlPlane.APPLIED).stream()
                        .filter(r -> r.body().contains("refused")))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void a_restored_database_is_followed_and_its_predecessor_is_not_followed_back() {
        server.publish(TestRuleset.at(2).epoch("restored").with("orders.get", 0));
        eventually(banyan, 2);
        assertThat(banyan.status().epoch()).isEqualTo("restored");

        server.publish(TestRuleset.at(4).with("orders.get", 1_000_000));
        eventually("refused", () -> banyan.status().counters().refusedRulesets() == 1);
        assertThat(banyan.status().epoch()).isEqualTo("restored");

        server.publish(TestRuleset.at(3).epoch("restored").with("orders.get", 0));
        eventually(banyan, 3);
    }

    @Test
    void the_deliberate_removal_of_the_last_route_is_followed() {
        server.publish(TestRuleset.at(6));

        eventually(banyan, 6);
        assertThat(banyan.route("orders.get").isNew(ANA)).isFalse();
    }

    @Test
    void an_event_beyond_the_limit_ends_the_stream_only() throws IOException {
        byte[] megabyte = Answers.chunk("x".repeat(1024 * 1024));
        server.next(TestControlPlane.STREAM, (request, out) -> {
            out.write(Answers.streamHead());
            out.write(Answers.chunk("data: "));
            for (int i = 0; i < 20; i++) {
                out.write(megabyte);
            }
        });
        long faults = banyan.status().counters().transportFaults();
        server.die();
        server.start();

        eventually("faults", () -> banyan.status().counters().transportFaults() > faults + 1);
        eventually(banyan, ConnectionState.STREAMING);
        server.publish(BETTER);
        eventually(banyan, 6);
    }

    private static String event(String data) {
        return "event: snapshot\nid: 6\ndata: " + data + "\n\n";
    }
}
