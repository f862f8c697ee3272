package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Reason;
import dev.banyan.sdk.TestControlPlane.Request;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rollbacks that come before the server's database knows of them. */
class EmergencyScenarioTest extends Scenario {
    private static final String ID = "0c5f2c7e-6f0e-4d3a-9f57-1a2b3c4d5e6f";

    private final TestRuleset plain =
            TestRuleset.at(5).with("orders.get", 1_000_000).with("stock.read", 1_000_000);
    private final TestRuleset emergency = plain.emergency(ID, "orders.get");

    @Test
    void holds_at_once_at_the_same_revision_and_is_acknowledged_by_name() throws IOException {
        withoutPolls();
        started(plain);
        Banyan banyan = client();
        eventually(banyan, 5);
        server.publish(emergency);
        eventually("rolled back", () -> !banyan.route("orders.get").isNew(ANA));

        assertThat(banyan.route("orders.get").decide(ANA).reason()).isEqualTo(Reason.ROLLBACK);
        assertThat(banyan.route("stock.read").isNew(ANA)).isTrue();
        assertThat(banyan.status().revision()).isEqualTo(5);
        eventually(
                "acknowledged",
                () -> acknowledged().stream()
                        .anyMatch(report -> report.endsWith(
                                "\"revision\":5,\"outcome\":\"applied\",\"emergencies\":[\"" + ID + "\"]}")));
    }

    @Test
    void outlives_servers_that_have_not_heard_of_it_until_it_is_settled() throws IOException {
        withoutPolls();
        started(emergency);
        Banyan banyan = client();
        eventually("rolled back", () -> !banyan.route("orders.get").isNew(ANA) && revision(banyan) == 5);

        server.publish(plain.revision(6));
        eventually(banyan, 6);
        assertThat(banyan.route("orders.get").isNew(ANA)).isFalse();

        server.die();
        server.start();
        eventually(
                "names what it carries",
                () -> server.requests(TestControlPlane.STREAM).stream()
                        .anyMatch(request -> ID.equals(request.header("banyan-emergencies"))));

        server.publish(plain.revision(7).settled(ID));
        eventually(banyan, 7);
        assertThat(banyan.route("orders.get").isNew(ANA)).isTrue();
        eventually(
                "no longer told",
                () -> acknowledged().stream()
                        .reduce("", (one, later) -> later)
                        .endsWith("\"revision\":7,\"outcome\":\"applied\"}"));
    }

    @Test
    void outlives_a_restart_of_the_service() throws IOException {
        started(emergency);
        Banyan before = client();
        eventually(before, 5);
        server.publish(plain.revision(6));
        eventually(before, 6);
        before.close();
        server.die();

        Banyan banyan = client();

        assertThat(banyan.status().source()).isEqualTo(Source.FILE);
        assertThat(banyan.status().revision()).isEqualTo(6);
        assertThat(banyan.route("orders.get").isNew(ANA)).isFalse();
        server.publish(plain.revision(7));
        server.start();
        eventually(banyan, 7);
        assertThat(banyan.route("orders.get").isNew(ANA)).isFalse();
    }

    @Test
    void holds_too_when_a_server_that_lags_behind_takes_it() throws IOException {
        withoutPolls();
        started(plain.revision(6));
        Banyan banyan = client();
        eventually(banyan, 6);
        server.publish(emergency);
        eventually("rolled back", () -> !banyan.route("orders.get").isNew(ANA));

        assertThat(banyan.status().revision()).isEqualTo(6);
        eventually(
                "acknowledged",
                () -> acknowledged().stream()
                        .anyMatch(report -> report.contains("\"revision\":6,") && report.contains(ID)));
    }

    @Test
    void holds_while_the_control_plane_is_away() throws IOException {
        started(emergency);
        Banyan banyan = client();
        eventually(banyan, 5);
        server.die();
        eventually(banyan, ConnectionState.OFFLINE);
        eventually("stale", () -> banyan.route("stock.read").decide(ANA).reason() == Reason.STALE);
        assertThat(banyan.route("orders.get").decide(ANA).reason()).isEqualTo(Reason.ROLLBACK);
        assertThat(banyan.route("orders.get").isNew(ANA)).isFalse();
    }

    private void started(TestRuleset ruleset) throws IOException {
        server.sendDeltas(0);
        server.publish(ruleset);
        server.start();
    }

    private static long revision(Banyan banyan) {
        return banyan.status().revision();
    }

    private List<String> acknowledged() {
        return server.requests(TestControlPlane.APPLIED).stream()
                .map(Request::body)
                .toList();
    }
}
