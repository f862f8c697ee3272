package dev.banyan.server.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.environment.Environments;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BanyanTest
class ProgressApiTest {
    private static final String ROUTE = "orders.get";

    @Inject
    EntityManager database;

    @Inject
    Environments environments;

    @Test
    void progress_counts_requests_and_routes_by_day() {
        TestShop shop = TestShop.open().route(ROUTE, 2).route("orders.list", 2);
        shop.patch(ROUTE, Map.of("percentage", 100)).statusCode(200);
        JsonPath progress = progress(shop);
        List<Map<String, Object>> days = progress.getList("days");
        Map<String, Object> today = days.get(days.size() - 1);
        assertThat(LocalDate.parse((String) today.get("day"))).isNotNull();
        assertThat(today).containsEntry("routes", 2).containsEntry("routesOnLegacy", 1);
        day(shop, "production", 0, 30, 70);
        assertThat(progress(shop).getMap("days[-1]"))
                .containsEntry("requests", 100)
                .containsEntry("requestsOnLegacy", 30);
        assertThat(progress.getString("method")).contains("Theil–Sen");
        assertThat(progress.getString("requests.day")).isNull();
        assertThat(progress.getString("routes.words")).isNotBlank();
    }

    @Test
    void what_counts_for_a_project_is_its_protected_environment_however_busy_another_one_is() {
        TestShop shop = TestShop.guarded();
        shop.addEnvironment("load-test", false);
        shop.route(ROUTE, 2);
        day(shop, "load-test", 0, 1_000, 0);
        day(shop, "production", 0, 30, 70);

        JsonPath project = shop.editor()
                .request()
                .get("/api/v1/projects/" + shop.project() + "/progress")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(project.getString("counts")).isEqualTo("production");
        assertThat(project.getList("environments.key", String.class)).contains("load-test", "production");
        assertThat(project.getInt("environments.find { it.key == 'load-test' }.progress.days[-1].requestsOnLegacy"))
                .isEqualTo(1_000);
        TestUsers.stranger()
                .request()
                .get("/api/v1/projects/" + shop.project() + "/progress")
                .then()
                .statusCode(404);
    }

    private static JsonPath progress(TestShop shop) {
        return shop.editor()
                .request()
                .get(shop.environmentPath() + "/progress?days=30")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Transactional
    void day(TestShop shop, String environment, int daysAgo, long legacy, long fresh) {
        database.createNativeQuery("""
                        insert into outcome_day (environment_id, route_key, at, legacy_calls, legacy_served, legacy_errors,
                          new_calls, new_served, new_errors, compared, mismatched)
                        values (:environment, :route, date_trunc('day', clock_timestamp(), 'UTC') - make_interval(days => :ago),
                          :legacy, :legacy, 0, :fresh, :fresh, 0, 0, 0)""")
                .setParameter(
                        "environment",
                        environments.scope(shop.project(), environment).id())
                .setParameter("route", ROUTE)
                .setParameter("ago", daysAgo)
                .setParameter("legacy", legacy)
                .setParameter("fresh", fresh)
                .executeUpdate();
    }
}
