package dev.banyan.server.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

/** A whole environment goes on after a rollback. */
@BanyanTest
class ResumeApiTest {
    private static final int ROUTES = 200;

    @Inject
    EntityManagerFactory hibernate;

    @Inject
    DataSource database;

    @Test
    void the_number_of_statements_does_not_grow_with_that_of_routes() throws SQLException {
        TestShop shop = TestShop.open();
        for (int i = 0; i < ROUTES; i++) {
            shop.route("orders." + i, 6);
        }
        bringAllToLive(shop);
        act(shop, "rollback", Map.of()).statusCode(200);
        Statistics statistics = hibernate.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            long before = statistics.getPrepareStatementCount();

            act(shop, "resume", Map.of()).statusCode(200).body("changed", equalTo(true));

            // Some twenty, and what else the server does meanwhile.
            assertThat(statistics.getPrepareStatementCount() - before)
                    .isPositive()
                    .isLessThan(ROUTES / 2);
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    @Test
    void a_resume_that_names_a_version_is_refused_when_the_flag_has_changed_since_and_none_is_needed() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        long seen = shop.flag("orders.get").getLong("version");
        shop.patch("orders.get", Map.of("percentage", 100)).statusCode(200);

        shop.editor()
                .request()
                .header("If-Match", "\"" + seen + "\"")
                .post(shop.routePath("orders.get") + "/resume")
                .then()
                .statusCode(412)
                .body("current.rollback.stage", equalTo("off"));
        shop.act("orders.get", "resume", Map.of()).statusCode(200).body("changed", equalTo(true));
    }

    @Test
    void an_isolated_environment_goes_on_only_after_a_backfill_of_the_routes_that_need_one() {
        TestShop shop = TestShop.open().route("orders.get", 6).route("orders.place", 6);
        shop.patch("orders.place", Map.of("from", "off", "to", "dualwrite", "percentage", 100))
                .statusCode(200);
        act(shop, "isolate", Map.of()).statusCode(200);

        act(shop, "resume", Map.of())
                .statusCode(409)
                .body("type", equalTo("urn:banyan:problem:backfill-needed"))
                .body("detail", startsWith("While orders.place was at off"));
        assertThat(shop.flag("orders.get").getString("environmentRollback")).isEqualTo("isolate");
        act(shop, "resume", Map.of("backfilled", true)).statusCode(200);
    }

    /** Without 600 changes: what a resume asks about a route depends on where its callers are. */
    private void bringAllToLive(TestShop shop) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement all = connection.prepareStatement("""
                        update flag set cohorts = '[{"name":"default","conditions":[],"rollout":{"from":"shadow","to":"live","share":500000}}]'
                        where environment_id = (select id from environment where project_key = ?)""")) {
            all.setString(1, shop.project());
            assertThat(all.executeUpdate()).isEqualTo(ROUTES);
        }
    }

    private static ValidatableResponse act(TestShop shop, String action, Map<String, ?> body) {
        return shop.editor()
                .request()
                .body(body)
                .post(shop.environmentPath() + "/" + action)
                .then();
    }
}
