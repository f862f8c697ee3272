package dev.banyan.sdk.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.sdk.internal.TestSettings;
import dev.banyan.sdk.internal.kit.FakePlatform;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Tally;
import dev.banyan.sdk.internal.ledger.Ledger;
import dev.banyan.sdk.internal.route.Outcomes;
import dev.banyan.sdk.internal.route.RouteStates;
import dev.banyan.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The server refuses a report that is too long as a whole, so it must never be. */
class InstanceReportsTest {
    private final FakePlatform platform = new FakePlatform();
    private final Settings settings = TestSettings.of(platform, "http://127.0.0.1:1", null);
    private final RouteStates routes = TestSettings.routes(new Outcomes(new Tally()), platform);
    private final Ledger ledger = new Ledger(settings, new Faults(new Tally(), new Log(platform)), () -> {});
    private final InstanceReports reports = new InstanceReports(null, routes, ledger, settings);

    @Test
    void of_too_many_routes_it_tells_some() {
        for (int i = 0; i < 6_000; i++) {
            routes.of("r" + i);
        }
        assertThat(told("routes")).hasSize(InstanceReports.MOST_ROUTES);
    }

    @Test
    void of_too_many_backlogs_it_tells_some() {
        for (int i = 0; i < 1_000; i++) {
            ledger.failed("r" + i, Set.of(Side.NEW), "order 7", new IllegalStateException());
        }
        assertThat(told("backlogs")).hasSize(InstanceReports.MOST_BACKLOGS);
    }

    @Test
    void each_side_has_what_it_lacks() {
        ledger.failed("orders.put", Set.of(Side.LEGACY), "order 7", new IllegalStateException());
        ledger.failed("carts.put", Set.of(Side.NEW), "cart 7", new IllegalStateException());

        assertThat(told("backlogs"))
                .extracting(Map.class::cast)
                .extracting(backlog -> backlog.get("route") + " " + backlog.get("side") + " " + backlog.get("entries"))
                .as("new's in any case: a server that knows no sides may have taken legacy's for it")
                .containsExactlyInAnyOrder("orders.put legacy 1", "orders.put new 0", "carts.put new 1");
    }

    private List<?> told(String member) {
        return (List<?>) ((Map<?, ?>) Json.read(reports.json())).get(member);
    }
}
