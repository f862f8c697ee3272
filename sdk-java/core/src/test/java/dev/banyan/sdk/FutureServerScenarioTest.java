package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.TestControlPlane.Request;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that is newer than this SDK, and uses what it has learned on one route. */
class FutureServerScenarioTest extends Scenario {
    private static final TestRuleset PLAIN =
            TestRuleset.at(5).with("orders.get", 1_000_000).with("stock.read", 1_000_000);

    @Test
    void freezes_one_route_at_most_and_hears_of_it() throws IOException {
        Banyan banyan = started();
        server.publish(later(6).with("orders.get", 0));
        eventually(banyan, 6);

        assertThat(banyan.route("orders.get").isNew(ANA)).isFalse();
        assertThat(banyan.route("stock.read").isNew(ANA)).isTrue();
        assertThat(banyan.route("stock.read").decide(ANA).reason()).isEqualTo(Reason.STALE);
        assertThat(banyan.status().counters().refusedRulesets()).isZero();
        eventually(
                "acknowledged",
                () -> acknowledged().stream()
                        .anyMatch(report -> report.contains("\"revision\":6,\"outcome\":\"applied\"")
                                && report.contains("\"unread\":[{\"route\":\"stock.read\",\"keeps\":5,\"reason\":")
                                && report.contains("unknown kind '5'")));
    }

    @Test
    void can_roll_that_route_back_too() throws IOException {
        Banyan banyan = started();
        server.publish(later(6).with("orders.get", 1_000_000));
        eventually(banyan, 6);
        server.publish(later(7).but("\"rollback\":null", "\"rollback\":\"off\"").with("orders.get", 1_000_000));
        eventually(banyan, 7);

        assertThat(banyan.route("stock.read").decide(ANA).reason()).isEqualTo(Reason.ROLLBACK);
        assertThat(banyan.route("stock.read").isNew(ANA)).isFalse();
        assertThat(banyan.route("orders.get").isNew(ANA)).isTrue();
    }

    @Test
    void sends_deltas_that_still_fit() throws IOException {
        Banyan banyan = started();
        for (int revision = 6; revision < 12; revision++) {
            server.publish(later(revision).with("orders.get", revision % 2 * 1_000_000));
            eventually(banyan, revision);
            assertThat(banyan.route("orders.get").isNew(ANA)).isEqualTo(revision % 2 == 1);
            assertThat(banyan.route("stock.read").isNew(ANA)).isTrue();
        }
        server.publish(PLAIN.revision(12));
        eventually(banyan, 12);
        assertThat(banyan.route("stock.read").decide(ANA).reason()).isNotEqualTo(Reason.STALE);
    }

    /** As of a service that is a change ahead: the rules that it decided by are later than those that are kept here. */
    @Test
    void does_not_keep_pins_from_being_followed() throws IOException {
        server.publish(TestRuleset.at(5).route(4, "cart.view", "off", "shadow", 1_000_000, "null"));
        server.start();
        Banyan banyan = client();
        eventually(banyan, 5);
        server.publish(TestRuleset.at(6)
                .route(4, "cart.view", "shadow", "live", 1_000_000, "null")
                .but("\"enabled\"", "\"needs\":[\"caseless\"],\"enabled\""));
        eventually(banyan, 6);

        Pins pins = banyan.pin(Decision.of("cart.view", Stage.LIVE, Reason.STATIC, 6));
        assertThat(banyan.route("cart.view").decide(ANA).stage()).isEqualTo(Stage.SHADOW);
        assertThat(banyan.route("cart.view").decide(ANA, pins).stage()).isEqualTo(Stage.LIVE);
    }

    @Test
    void leaves_in_the_file_what_the_route_keeps() throws IOException {
        Banyan before = started();
        server.publish(later(6).with("orders.get", 0));
        eventually(before, 6);
        before.close();
        server.die();

        Banyan banyan = client();

        assertThat(banyan.status().source()).isEqualTo(Source.FILE);
        assertThat(banyan.status().revision()).isEqualTo(6);
        assertThat(banyan.route("stock.read").isNew(ANA)).isTrue();
        assertThat(banyan.route("orders.get").isNew(ANA)).isFalse();
        server.publish(later(7).with("orders.get", 0));
        server.start();
        eventually(banyan, 7);
        assertThat(banyan.route("stock.read").isNew(ANA)).isTrue();
    }

    @Test
    void is_told_at_the_connection_what_this_release_understands() throws IOException {
        Banyan banyan = started();
        eventually(banyan, 5);

        assertThat(server.requests(TestControlPlane.STREAM).get(0).header("banyan-understands"))
                .contains("by-parts", "operator:equals", "kind:6", "stage:complete");
    }

    private static TestRuleset later(long revision) {
        return TestRuleset.at(revision).with("stock.read", 0).but("\"kind\":2", "\"kind\":5");
    }

    private Banyan started() throws IOException {
        server.publish(PLAIN);
        server.start();
        Banyan banyan = client();
        eventually(banyan, 5);
        return banyan;
    }

    private List<String> acknowledged() {
        return server.requests(TestControlPlane.APPLIED).stream()
                .map(Request::body)
                .toList();
    }
}
