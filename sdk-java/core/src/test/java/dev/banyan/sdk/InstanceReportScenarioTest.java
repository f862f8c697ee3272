package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Stage;
import dev.banyan.shop.OrdersCode;
import dev.banyan.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client tells the server about itself: which routes its code asks for, from where, and what holds in it alone. */
class InstanceReportScenarioTest extends Scenario {
    @BeforeEach
    void start() throws IOException {
        server.publish(TestRuleset.at(1).with("orders.get", 1_000_000));
        server.start();
    }

    @Test
    void says_which_routes_are_asked_for_and_from_where() {
        Banyan banyan = client(builder().instance("shop-1"));
        OrdersCode.find(banyan);
        OrdersCode.list(banyan);

        eventually("both places", () -> sites("orders.get").size() == 2);
        assertThat(newest().get("instance")).isEqualTo("shop-1");
        assertThat(route("orders.get").get("kind")).isEqualTo(6L);
        assertThat(route("orders.get").get("default")).isEqualTo("off");
        assertThat(sites("orders.get").get(0)).matches("dev\\.banyan\\.shop\\.OrdersCode\\.find:\\d+");
        assertThat(sites("orders.get").get(1)).contains("OrdersCode.list:");
        assertThat(route("orders.get")).doesNotContainKey("override");
    }

    @Test
    void says_for_how_many_stages_a_migration_is_written_and_where_it_begins() {
        OrdersCode.move(client());

        eventually("told", () -> !reports().isEmpty() && !sites("orders.place").isEmpty());
        assertThat(route("orders.place")).containsEntry("kind", 6L).containsEntry("default", "dualwrite");
        assertThat(sites("orders.place").get(0)).matches("dev\\.banyan\\.shop\\.OrdersCode\\.move:\\d+");
    }

    @Test
    void says_nothing_twice_but_says_all_again_after_a_new_connection() throws IOException {
        Banyan banyan = client();
        for (int i = 0; i < 1_000; i++) {
            OrdersCode.find(banyan);
        }
        eventually("told", () -> !reports().isEmpty() && sites("orders.get").size() == 1);
        int told = reports().size();
        assertThat(told).isLessThanOrEqualTo(2);

        server.die();
        eventually(banyan, ConnectionState.OFFLINE);
        server.start();
        eventually("told again", () -> reports().size() > told);
        assertThat(sites("orders.get")).hasSize(1);
    }

    @Test
    void a_report_that_was_lost_is_made_good() {
        server.next(TestControlPlane.INSTANCE, (request, out) -> {});
        server.next(TestControlPlane.INSTANCE, (request, out) -> out.write(Answers.status(503)));
        Banyan banyan = client();
        OrdersCode.find(banyan);
        eventually("third try", () -> reports().size() >= 3);
        assertThat(sites("orders.get")).hasSize(1);
    }

    @Test
    void overrides_are_told() {
        platform.surroundings.put("BANYAN_OVERRIDE", "orders.get:off");
        Banyan banyan = client();
        banyan.route("orders.get", Stage.COMPLETE);

        // Between making the route and asking for it a report may pass.
        eventually("told", () -> "complete".equals(route("orders.get").get("default")));
        assertThat(route("orders.get").get("override")).isEqualTo(Map.of("stage", "off", "from", "environment"));
        assertThat(route("orders.get").get("kind")).isNull();
    }

    @Test
    void tells_again_when_it_can_only_poll() throws IOException {
        server.always(TestControlPlane.STREAM, (request, out) -> out.write(Answers.status(503)));
        Banyan banyan = client();
        OrdersCode.find(banyan);
        eventually("told", () -> sites("orders.get").size() == 1);
        server.die();
        eventually(banyan, ConnectionState.OFFLINE);
        int told = reports().size();

        server.start();

        eventually(banyan, ConnectionState.POLLING);
        eventually("told again", () -> reports().size() > told);
    }

    @Test
    void the_list_of_places_ends() {
        Banyan banyan = client();
        for (int i = 0; i < 40; i++) {
            banyan.route("route-" + i % 20);
        }
        // Between making a route and asking for it a report may pass.
        eventually("the last place", () -> !sites("route-19").isEmpty());
        assertThat(routes())
                .hasSize(20)
                .allSatisfy(route -> assertThat((List<?>) route.get("sites")).hasSize(1));
    }

    private List<TestControlPlane.Request> reports() {
        return server.requests(TestControlPlane.INSTANCE);
    }

    private Map<?, ?> newest() {
        List<TestControlPlane.Request> reports = reports();
        String body = reports.isEmpty()
                ? "{\"routes\":[]}"
                : reports.get(reports.size() - 1).body();
        return (Map<?, ?>) Json.read(body.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> routes() {
        return (List<Map<String, Object>>) newest().get("routes");
    }

    private Map<String, Object> route(String key) {
        return routes().stream()
                .filter(route -> route.get("key").equals(key))
                .findAny()
                .orElse(Map.of());
    }

    @SuppressWarnings("unchecked")
    private List<String> sites(String key) {
        return (List<String>) route(key).getOrDefault("sites", List.of());
    }
}
