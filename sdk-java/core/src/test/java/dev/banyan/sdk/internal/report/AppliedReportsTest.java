package dev.banyan.sdk.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.sdk.Answers;
import dev.banyan.sdk.Source;
import dev.banyan.sdk.TestControlPlane;
import dev.banyan.sdk.TestRuleset;
import dev.banyan.sdk.internal.TestSettings;
import dev.banyan.sdk.internal.connection.ControlPlane;
import dev.banyan.sdk.internal.kit.FakePlatform;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.TransportFault;
import dev.banyan.sdk.internal.rules.Snapshot;
import dev.banyan.wire.RulesetReader;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppliedReportsTest {
    private final FakePlatform platform = new FakePlatform();
    private TestControlPlane server;
    private AppliedReports reports;
    private Snapshot before = Snapshot.NONE;

    @BeforeEach
    void start() throws IOException {
        server = new TestControlPlane();
        server.start();
        Settings settings = TestSettings.of(platform, server.url(), null);
        reports = new AppliedReports(new ControlPlane(settings), settings);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    @Test
    void only_the_newest_is_sent() throws IOException {
        applied(rules(1));
        applied(rules(2));
        reports.refused("one", 3, "bad");
        reports.refused("one", 4, "worse");
        reports.sendDue(1_000);
        assertThat(sent())
                .containsExactly(
                        "{\"instance\":\"shop-1\",\"epoch\":\"one\",\"revision\":2,\"outcome\":\"applied\"}",
                        "{\"instance\":\"shop-1\",\"epoch\":\"one\",\"revision\":4,\"outcome\":\"refused\","
                                + "\"reason\":\"worse\"}");
        assertThat(reports.sendDue(1_000)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_refusal_that_was_overcome_at_once_is_told_before_what_overcame_it() throws IOException {
        reports.refused("one", 1, "bad");
        applied(rules(2));
        applied(rules(3));
        reports.sendDue(1_000);
        assertThat(sent()).hasSize(2);
        assertThat(sent().get(0)).contains("bad");
        assertThat(sent().get(1)).contains("\"revision\":3,\"outcome\":\"applied\"");
    }

    @Test
    void a_refusal_of_something_later_is_told_after_what_was_applied() throws IOException {
        reports.refused("one", 1, "bad");
        applied(rules(2));
        reports.refused("one", 3, "worse");
        reports.sendDue(1_000);
        assertThat(sent().get(0)).contains("applied");
        assertThat(sent().get(1)).contains("worse");
    }

    @Test
    void a_report_that_failed_waits_and_a_newer_one_does_not() throws IOException {
        platform.chance = 0.5;
        server.next(TestControlPlane.APPLIED, (request, out) -> out.write(Answers.status(500)));
        applied(rules(1));
        assertThatThrownBy(() -> reports.sendDue(1_000)).isInstanceOf(TransportFault.class);
        assertThat(reports.sendDue(1_000)).isEqualTo(500);
        assertThat(sent()).hasSize(1);
        applied(rules(2));
        reports.sendDue(1_000);
        assertThat(sent()).hasSize(2);
    }

    @Test
    void a_report_that_the_server_calls_wrong_is_given_up() throws IOException {
        server.next(TestControlPlane.APPLIED, (request, out) -> out.write(Answers.status(422)));
        applied(rules(1));
        assertThatThrownBy(() -> reports.sendDue(1_000)).isInstanceOf(TransportFault.class);
        assertThat(reports.sendDue(1_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void a_reason_is_cut_to_what_the_server_takes() throws IOException {
        reports.refused("one", 1, "x".repeat(10_000));
        reports.sendDue(1_000);
        assertThat(sent().get(0)).endsWith("x".repeat(500) + "\"}").doesNotContain("x".repeat(501));
    }

    @Test
    void what_nobody_waits_for_is_told_at_a_random_moment_within_the_time_asked_for() throws IOException {
        platform.chance = 0.25;
        reports.spread("2000");
        applied(rules(1));
        assertThat(reports.sendDue(1_000)).isEqualTo(500);
        platform.pass(499);
        assertThat(reports.sendDue(1_000)).isEqualTo(1);
        assertThat(sent()).isEmpty();
        platform.pass(1);
        assertThat(reports.sendDue(1_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void a_newer_one_takes_the_place_of_the_waiting_and_its_turn() throws IOException {
        platform.chance = 0.5;
        reports.spread("1000");
        applied(rules(1));
        platform.pass(499);
        applied(rules(2));
        platform.pass(1);
        assertThat(reports.sendDue(1_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(sent()).singleElement().asString().contains("\"revision\":2,");
    }

    @Test
    void what_somebody_waits_for_is_told_at_once() throws IOException {
        platform.chance = 0.5;
        reports.spread("1000");
        applied(rules(1));
        assertThat(reports.sendDue(1_000)).isEqualTo(500);
        applied(rules(3).head("\"urgent\":2"));
        assertThat(reports.sendDue(1_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(sent()).singleElement().asString().contains("\"revision\":3,");

        applied(rules(4).head("\"urgent\":2"));
        assertThat(reports.sendDue(1_000)).as("that was heard before").isEqualTo(500);
        applied(rules(4).emergency("e-1", null));
        assertThat(reports.sendDue(1_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(sent()).last().asString().endsWith("\"outcome\":\"applied\",\"emergencies\":[\"e-1\"]}");
    }

    @Test
    void an_urgent_revision_of_another_epoch_says_nothing() throws IOException {
        platform.chance = 0.5;
        reports.spread("1000");
        applied(rules(3).epoch("two").head("\"urgent\":2"));
        assertThat(reports.sendDue(1_000)).as("the first of a start").isEqualTo(500);
        applied(rules(9).epoch("three").head("\"urgent\":8"));
        assertThat(reports.sendDue(1_000)).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({"'',0", "-5,0", "1.5,0", "x,0", "250,250", "' 250 ',250", "60001,60000", "999999999999999999999,60000"})
    void the_time_asked_for_is_bounded_and_nonsense_is_none(String header, long millis) throws IOException {
        platform.chance = 1;
        reports.spread("7");
        reports.spread(header);
        applied(rules(1));
        assertThat(reports.sendDue(1_000)).isEqualTo(millis == 0 ? Long.MAX_VALUE : millis);
        assertThat(sent()).hasSize(millis == 0 ? 1 : 0);
    }

    @Test
    void without_a_header_nothing_waits() throws IOException {
        platform.chance = 1;
        reports.spread("7");
        reports.spread(null);
        applied(rules(1));
        reports.sendDue(1_000);
        assertThat(sent()).hasSize(1);
    }

    private void applied(TestRuleset ruleset) {
        Snapshot now = Snapshot.of(RulesetReader.read(ruleset.bytes()), ruleset.bytes(), Source.STREAM, null);
        reports.applied(now, before);
        before = now;
    }

    private static TestRuleset rules(long revision) {
        return TestRuleset.at(revision).epoch("one").with("orders.get", 0);
    }

    private List<String> sent() {
        return server.requests(TestControlPlane.APPLIED).stream()
                .map(TestControlPlane.Request::body)
                .toList();
    }
}
