package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a handle answers, through a client with a ruleset that has a route for each case. */
class RouteHandleTest extends Scenario {
    private Banyan banyan;
    private Pins toNew;
    private Pins toLegacy;

    @BeforeEach
    void rules() throws IOException {
        server.publish(TestRuleset.at(7)
                .with("all.new", 1_000_000)
                .with("orders.get", 0)
                .with("split.half", 500_000)
                .rolledBack("rolled.back")
                .route(6, "six.early", "off", "dualwrite", 500_000, "null")
                .route(6, "six.switch", "shadow", "live", 500_000, "null")
                .route(6, "six.late", "rampdown", "complete", 500_000, "null"));
        withoutPolls();
        server.start();
        banyan = client();
        eventually(banyan, 7);
        toNew = banyan.pin(Decision.of("orders.get", Stage.COMPLETE, Reason.SPLIT, 7));
        toLegacy = banyan.pin(Decision.of("orders.get", Stage.OFF, Reason.SPLIT, 7));
    }

    @Test
    void a_pin_holds_for_its_route_before_the_change_has_arrived() {
        RouteHandle orders = banyan.route("orders.get");
        Decision pinned = orders.decide(ANA, toNew);
        assertThat(pinned.side()).isEqualTo(Side.NEW);
        assertThat(pinned.stage()).isEqualTo(Stage.COMPLETE);
        assertThat(pinned.reason()).isEqualTo(Reason.PINNED);
        assertThat(pinned.revision()).isEqualTo(7);
        assertThat(orders.decide(ANA, toLegacy).reason()).isEqualTo(Reason.PINNED);
        assertThat(banyan.route("all.new").decide(ANA, toNew).reason()).isEqualTo(Reason.STATIC);
        assertThat(orders.decide(ANA, null).reason()).isEqualTo(Reason.STATIC);
        assertThat(orders.decide(ANA, banyan.accept(null)).reason()).isEqualTo(Reason.STATIC);
        assertThat(banyan.status().counters().unreachablePins()).isZero();
    }

    @Test
    void a_pin_leads_only_where_a_rollout_leads_and_never_past_a_rollback() {
        assertThat(decide("rolled.back", Side.NEW).reason()).isEqualTo(Reason.ROLLBACK);
        assertThat(decide("rolled.back", Side.NEW).side()).isEqualTo(Side.LEGACY);
        assertThat(decide("six.early", Side.NEW).side()).isEqualTo(Side.LEGACY);
        assertThat(decide("six.late", Side.LEGACY).side()).isEqualTo(Side.NEW);
        assertThat(decide("unknown.route", Side.NEW).reason()).isEqualTo(Reason.DEFAULT);
        assertThat(banyan.status().counters().unreachablePins()).isEqualTo(5);
        assertThat(decide("six.late", Side.NEW).reason()).isEqualTo(Reason.PINNED);
        assertThat(decide("six.switch", Side.NEW).stage()).isEqualTo(Stage.LIVE);
        assertThat(decide("six.switch", Side.LEGACY).stage()).isEqualTo(Stage.SHADOW);
        assertThat(decide("rolled.back", Side.LEGACY).reason()).isEqualTo(Reason.ROLLBACK);
        assertThat(banyan.status().counters().unreachablePins()).isEqualTo(5);
    }

    @Test
    void a_handle_is_the_same_for_the_same_arguments() {
        assertThat(banyan.route("orders.get")).isSameAs(banyan.route("orders.get"));
        assertThat(banyan.route("orders.get", Stage.LIVE)).isNotSameAs(banyan.route("orders.get"));
        assertThat(banyan.route("orders.get", Stage.LIVE).declaredDefault()).isEqualTo(Stage.LIVE);
    }

    @Test
    void keys_without_end_cost_no_memory_without_end() {
        for (int i = 0; i < 100_000; i++) {
            RouteHandle handle = banyan.route("made-up-" + i);
            handle.record(handle.decide(ANA), Operation.READ, 1, Outcome.SUCCESS);
        }
        assertThat(banyan.status().counters().droppedOutcomes()).isGreaterThan(50_000);
    }

    @Test
    void a_request_finds_its_route() {
        assertThat(banyan.match("GET", "/orders/42?x=1")).contains(banyan.route("orders.get"));
        assertThat(banyan.match("POST", "/orders/42")).isEmpty();
        assertThat(banyan.match(null, null)).isEmpty();
    }

    @Test
    void explains_with_bucket_source_and_age() {
        DecisionDetail detail = banyan.route("split.half").explain(ANA);
        assertThat(detail.bucket()).isBetween(0, 999_999);
        assertThat(detail.decision().isNew()).isEqualTo(detail.bucket() < 500_000);
        assertThat(detail.source()).isEqualTo(Source.STREAM);
        assertThat(banyan.route("unknown").explain(ANA).bucket()).isEqualTo(-1);
        assertThat(banyan.route("unknown").explain(null).decision().reason()).isEqualTo(Reason.DEFAULT);
    }

    @Test
    void nothing_that_it_is_given_makes_it_throw() {
        RouteHandle nowhere = banyan.route(null, null);
        assertThat(nowhere.decide(null).side()).isEqualTo(Side.LEGACY);
        nowhere.record(null, null, -1, null);
        nowhere.record(nowhere.decide(null), null, null, Long.MIN_VALUE, null);
        nowhere.record(nowhere.decide(null), Operation.CALL, Long.MAX_VALUE, Outcome.ERROR);
        assertThat(banyan.route("\0").decide(ANA, toNew).side()).isEqualTo(Side.LEGACY);
        assertThat(banyan.status().counters().droppedOutcomes()).isEqualTo(3);
    }

    @Test
    void deciding_recording_and_matching_allocate_nothing() {
        RouteHandle half = banyan.route("split.half");
        Context context = Context.of("customer-42").with("country", "DE");
        Pins halfNew = pins("split.half", Side.NEW, 7);
        Pins halfLegacy = pins("split.half", Side.LEGACY, 7);
        assertThat(allocated(() -> half.decide(context))).isZero();
        assertThat(allocated(() -> half.decide(context, halfNew))).isZero();
        assertThat(allocated(() -> half.decide(context, halfLegacy))).isZero();
        assertThat(allocated(() -> half.decide(Context.anonymous()))).isZero();
        assertThat(allocated(() -> banyan.match("GET", "/orders/42/?x=1"))).isZero();
        assertThat(allocated(() -> {
                    half.record(half.decide(context), Operation.READ, 1_000_000, Outcome.SUCCESS);
                    return banyan.route("split.half");
                }))
                .isZero();
    }

    private Decision decide(String route, Side side) {
        return banyan.route(route).decide(ANA, pins(route, side, 7));
    }

    private Pins pins(String route, Side side, long revision) {
        return banyan.pin(Decision.of(route, side == Side.NEW ? Stage.COMPLETE : Stage.OFF, Reason.SPLIT, revision));
    }

    /** Bytes per call, rounded down: the compiler itself may allocate a little on this thread while it warms up. */
    private static long allocated(Supplier<Object> call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int calls = 20_000;
        for (int i = 0; i < calls; i++) {
            call.get();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < calls; i++) {
            call.get();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / calls;
    }
}
