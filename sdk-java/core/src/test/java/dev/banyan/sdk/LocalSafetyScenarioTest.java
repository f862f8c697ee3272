package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a client does by itself for a route whose new side fails, with the control plane away as well as there. */
class LocalSafetyScenarioTest extends Scenario {
    private static final String PUT = "orders.put";
    private static final Decision AT_SHADOW = Decision.of(PUT, Stage.SHADOW, Reason.STATIC, 1);
    private static final String BREAKER = "\"minimumCalls\":5,\"openSeconds\":30,\"probes\":2";

    @Test
    void the_breaker_opens_probes_and_closes_with_the_control_plane_away() throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        server.publish(rules(1, true));
        server.start();
        Banyan banyan = client(builder().listener(new BanyanListener() {
            @Override
            public void breakerChanged(String route, BreakerState state) {
                heard.add(route + " " + state.key());
            }
        }));
        eventually(banyan, 1);
        server.die();
        eventually(banyan, ConnectionState.OFFLINE);
        RouteHandle orders = banyan.route(PUT);
        assertThat(orders.decide(ANA).stage()).isEqualTo(Stage.LIVE);

        calls(orders, 5, Outcome.ERROR);
        eventually("open", () -> orders.breaker() == BreakerState.OPEN);
        Decision redirected = orders.decide(ANA);
        assertThat(redirected.stage()).isEqualTo(Stage.DUALWRITE);
        assertThat(redirected.reason()).isEqualTo(Reason.BREAKER);
        assertThat(orders.explain(ANA).decision().reason()).isEqualTo(Reason.BREAKER);

        platform.aheadMillis.addAndGet(30_000);
        calls(orders, 9, Outcome.SUCCESS);
        assertThat(orders.breaker()).isEqualTo(BreakerState.CLOSED);
        assertThat(orders.isNew(ANA)).isTrue();
        eventually("told", () -> heard.size() == 3);
        assertThat(heard).containsExactly("orders.put open", "orders.put half-open", "orders.put closed");
    }

    @Test
    void the_ruleset_gives_a_breaker_and_takes_it() throws IOException {
        server.publish(rules(1, false));
        server.start();
        Banyan banyan = client();
        eventually(banyan, 1);
        RouteHandle orders = banyan.route(PUT);
        calls(orders, 50, Outcome.ERROR);
        server.publish(rules(2, true));
        eventually(banyan, 2);
        assertThat(orders.isNew(ANA)).as("what came before does not count").isTrue();
        // The revision is seen a moment before its breaker counts.
        eventually("open", () -> {
            calls(orders, 1, Outcome.ERROR);
            return !orders.isNew(ANA);
        });
        server.publish(rules(3, false));
        eventually("closed", () -> orders.isNew(ANA));
        assertThat(orders.breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void a_route_keeps_its_breaker_for_each_of_its_handles() throws IOException {
        server.publish(rules(1, true));
        server.start();
        Banyan banyan = client();
        eventually(banyan, 1);
        calls(banyan.route(PUT), 5, Outcome.ERROR);
        RouteHandle other = banyan.route(PUT, Stage.LIVE);
        eventually("open", () -> other.breaker() == BreakerState.OPEN);
        assertThat(banyan.route("orders.get").breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void failed_second_writes_survive_a_restart_and_are_reconciled_oldest_first() {
        Banyan first = builder().build();
        for (String key : List.of("a", "b", "c")) {
            first.route(PUT).secondWriteFailed(AT_SHADOW, key, new IllegalStateException("down"));
            platform.aheadMillis.addAndGet(1_000);
        }
        first.close();

        Banyan second = client();
        assertThat(second.backlog(PUT).entries()).isEqualTo(3);
        assertThat(second.backlog(PUT).oldest()).isPresent();
        List<String> repaired = new ArrayList<>();
        Reconciliation pass = second.reconcile(PUT, write -> {
            if (write.key().equals("a") && write.attempts() == 0) {
                throw new IOException("still down");
            }
            repaired.add(write.key());
        });
        assertThat(pass).hasToString("2 done, 1 failed, 1 left");
        assertThat(repaired).containsExactly("b", "c");
        second.close();

        Banyan third = client();
        assertThat(third.reconcile(PUT, write -> repaired.add(write.key() + write.attempts())))
                .hasToString("1 done, 0 failed, 0 left");
        assertThat(repaired).containsExactly("b", "c", "a1");
        assertThat(third.status().counters().lostSecondWrites()).isZero();
        assertThat(third.status().counters().cacheFaults()).isZero();
    }

    @Test
    void without_a_cache_the_ledger_lives_as_long_as_the_client() {
        Banyan banyan = client(builder().withoutCache());
        banyan.route(PUT).secondWriteFailed(AT_SHADOW, "a", null);
        banyan.route(PUT).secondWriteFailed(AT_SHADOW, null, null);
        assertThat(banyan.backlog(PUT).entries()).isEqualTo(1);
        assertThat(banyan.backlog(PUT).lost()).isEqualTo(1);
        assertThat(banyan.status().counters().lostSecondWrites()).isEqualTo(1);
        banyan.forgetLost(PUT);
        assertThat(banyan.backlog(PUT).lost()).isZero();
        assertThat(client(builder().withoutCache()).backlog(PUT).entries()).isZero();
    }

    private void calls(RouteHandle orders, int count, Outcome outcome) {
        for (int i = 0; i < count; i++) {
            orders.record(orders.decide(ANA), Side.NEW, Operation.WRITE, 0, outcome);
        }
    }

    private static TestRuleset rules(long revision, boolean breaker) {
        TestRuleset rules = TestRuleset.at(revision)
                .route(6, PUT, "shadow", "live", 1_000_000, "null")
                .but("\"GET\"", "\"PUT\"");
        return breaker ? rules.breaker(BREAKER) : rules;
    }
}
