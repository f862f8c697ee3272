package dev.banyan.sdk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.sdk.Answers;
import dev.banyan.sdk.TestControlPlane;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppliedReportsTest {
    private final FakePlatform platform = new FakePlatform();
    private TestControlPlane server;
    private AppliedReports reports;

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
        reports.applied("one", 1);
        reports.applied("one", 2);
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
    void a_refusal_that_was_overcome_is_not_told_any_more() throws IOException {
        reports.refused("one", 1, "bad");
        reports.applied("one", 2);
        reports.sendDue(1_000);
        assertThat(sent()).hasSize(1).first().asString().contains("applied");
    }

    @Test
    void a_report_that_failed_waits_and_a_newer_one_does_not() throws IOException {
        platform.chance = 0.5;
        server.next(TestControlPlane.APPLIED, (request, out) -> out.write(Answers.status(500)));
        reports.applied("one", 1);
        assertThatThrownBy(() -> reports.sendDue(1_000)).isInstanceOf(TransportFault.class);
        assertThat(reports.sendDue(1_000)).isEqualTo(500);
        assertThat(sent()).hasSize(1);
        reports.applied("one", 2);
        reports.sendDue(1_000);
        assertThat(sent()).hasSize(2);
    }

    @Test
    void a_report_that_the_server_calls_wrong_is_given_up() throws IOException {
        server.next(TestControlPlane.APPLIED, (request, out) -> out.write(Answers.status(422)));
        reports.applied("one", 1);
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

    private List<String> sent() {
        return server.requests(TestControlPlane.APPLIED).stream()
                .map(TestControlPlane.Request::body)
                .toList();
    }
}
