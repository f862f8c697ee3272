package dev.banyan.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.guard.prometheus.Answer;
import dev.banyan.server.guard.prometheus.Prometheus;
import dev.banyan.server.guard.prometheus.RealPrometheus;
import dev.banyan.server.guard.prometheus.TestPrometheus;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import io.quarkus.test.junit.QuarkusMock;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a number that a service shows, through a real Prometheus, to a route that is rolled back. */
@BanyanTest
class RealPrometheusApiTest {
    private static final String ROUTE = "orders.get";
    private static final String OF_NEW = "max_over_time(shop_latency_seconds{side=\\\"new\\\"}[1s])";

    @TempDir
    Path directory;

    private static ValidatableResponse put(TestShop shop, String query) {
        return shop.editor()
                .request()
                .header("If-Match", "\"0\"")
                .body("""
                        {"guardrails":[{"kind":"error-rate"},
                        {"kind":"prometheus","name":"latency","query":"%s","above":0.3,"action":"roll-back"}]}""".formatted(query))
                .put(shop.routePath(ROUTE) + "/guardrails")
                .then();
    }

    @Test
    void a_number_that_prometheus_knows_takes_a_route_back() throws Exception {
        try (RealPrometheus server = RealPrometheus.start(directory).latencyOfNew(0.12)) {
            Prometheus prometheus = TestPrometheus.at(server.url());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> prometheus.ask("count(shop_latency_seconds)"), new Answer.Value(2)::equals);
            QuarkusMock.installMockForType(prometheus, Prometheus.class);
            TestShop shop = TestShop.open().route(ROUTE, 2);
            shop.patch(ROUTE, Map.of("percentage", 25)).statusCode(200);

            refuses_what_prometheus_refuses(shop);
            put(shop, OF_NEW).statusCode(200);
            rolls_back_when_it_grows(shop, server);
        }
    }

    private static void refuses_what_prometheus_refuses(TestShop shop) {
        put(shop, "sum(shop_latency_seconds")
                .statusCode(422)
                .body("field", equalTo("guardrails[1].query"))
                .body("detail", containsString("unclosed left parenthesis"));
        put(shop, "shop_latency_seconds").statusCode(422).body("detail", equalTo("Prometheus gave 2 series."));
        put(shop, "shop_latency_seconds[1m]").statusCode(422).body("detail", containsString("a span of time"));
    }

    private static void rolls_back_when_it_grows(TestShop shop, RealPrometheus server) {
        GuardedService service = new GuardedService(shop).sends(1_500, 0, 500, 0);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(service.standing().getString("guardrails[1].words"))
                        .endsWith("it is 0.12 now"));
        assertThat(service.decisions().getList("items")).isEmpty();

        server.latencyOfNew(0.9);
        JsonPath decision = service.decided();

        assertThat(decision.getString("outcome")).isEqualTo("rolled-back");
        assertThat(decision.getString("words")).contains("latency is over 0.3 too often: ", "At last it was 0.9.");
        assertThat(decision.getList("evidence.values.value", Double.class)).contains(0.12, 0.9);
        assertThat(shop.flag(ROUTE).getString("rollback.by")).isEqualTo("guard");
    }
}
