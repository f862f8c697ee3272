package dev.banyan.server.health.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@BanyanTest
class EnvironmentHealthApiTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void all_routes_together_have_exact_quantiles_over_any_time() {
        TestShop shop = TestShop.open().route("orders.get", 2).route("orders.list", 2);
        TestService service = TestService.of(shop, "one", "shop");
        TestService other = service.beside("two", "shop");
        service.sends(1, 0, 1_000, TestService.outcome("orders.get", 98, 0, "[[100,98]]"))
                .statusCode(204);
        other.sends(1, 0, 1_000, TestService.outcome("orders.list", 2, 1, "[[300,2]]"))
                .statusCode(204);
        await().atMost(SOON).until(() -> together(shop, "").getInt("total.new.calls") == 100);

        for (String span : List.of("", "?from=" + ago(30) + "&points=60", "?from=" + ago(360) + "&points=52")) {
            JsonPath health = together(shop, span);
            assertThat(health.getInt("total.new.calls")).isEqualTo(100);
            assertThat(health.getInt("total.new.errors")).isEqualTo(1);
            assertThat(health.getDouble("total.new.p50")).isEqualTo(health.getDouble("total.new.p95"));
            assertThat(health.getDouble("total.new.p99")).isGreaterThan(1_000 * health.getDouble("total.new.p50"));
            assertThat(get(shop, span).getList("total.new.calls", Integer.class))
                    .containsExactly(98, 2);
        }
        assertThat(together(shop, "?from=" + ago(360) + "&points=52").getInt("stepSeconds") % 86_400)
                .isZero();
    }

    private static Instant ago(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }

    private static JsonPath together(TestShop shop, String query) {
        return get(shop, "/total" + query);
    }

    private static JsonPath get(TestShop shop, String path) {
        return shop.editor()
                .request()
                .get(shop.environmentPath() + "/health" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
