package dev.banyan.server.database;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;

/** On the way back from an upgrade the database is one release further than the server. */
@BanyanTest
class LaterSchemaApiTest {
    private static final String APPLIED = "insert into flyway_schema_history"
            + " (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)"
            + " values (9000, '9000', 'later', 'SQL', 'V9000__later.sql', 1, 'banyan', 1, true)";

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Flyway migrations;

    @Inject
    DataSource database;

    @Test
    void what_a_later_release_has_migrated_is_used() throws SQLException {
        run(APPLIED);
        try {
            assertThatCode(migrations::migrate).doesNotThrowAnyException();
        } finally {
            run("delete from flyway_schema_history where version = '9000'");
        }
    }

    @Test
    void what_has_gone_another_way_is_refused() throws SQLException {
        run("update flyway_schema_history set checksum = checksum + 1 where version = '2'");
        try {
            assertThatThrownBy(migrations::migrate).isInstanceOf(FlywayValidateException.class);
        } finally {
            run("update flyway_schema_history set checksum = checksum - 1 where version = '2'");
        }
    }

    /** Rules that a later release has written, and this one does not understand, stand beside others that go on being changed. */
    @Test
    void rules_that_a_later_release_has_written_bar_neither_other_changes_nor_their_own_way_back() throws SQLException {
        TestShop shop = TestShop.open().route("orders.get", 2).route("orders.list", 2);
        shop.patch("orders.get", vip("equals")).statusCode(200);
        String key = shop.sdkKey();
        awaitAnswer(key, true);
        String environment = "(select id from environment where project_key = '" + shop.project() + "')";
        run("update environment set revision = revision + 1 where id = " + environment);
        run("update flag set cohorts = replace(cohorts, '\"equals\"', '\"matches\"') where environment_id = "
                + environment);
        run(
                "update published p set body = replace(body, '\"equals\"', '\"matches\"'), revision = e.revision from environment e"
                        + " where e.id = p.environment_id and p.key = 'orders.get' and p.environment_id = "
                        + environment);
        await().atMost(SOON).until(() -> snapshot(key).contains("\"matches\""));

        awaitAnswer(key, true);
        shop.patch("orders.list", Map.of("percentage", 5)).statusCode(200);
        shop.patch("orders.get", Map.of("percentage", 5))
                .statusCode(422)
                .body("detail", containsString("unknown operator 'matches'"));
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        awaitAnswer(key, false);
        assertThat(snapshot(key)).contains("\"matches\"");
    }

    private static Map<String, ?> vip(String operator) {
        Map<String, ?> condition = Map.of("attribute", "tier", "operator", operator, "values", List.of("gold"));
        Map<String, ?> all = Map.of("from", "off", "to", "complete", "percentage", 100);
        Map<String, ?> none = Map.of("from", "off", "to", "complete", "percentage", 0);
        return Map.of(
                "cohorts",
                List.of(
                        Map.of("name", "vip", "conditions", List.of(condition), "rollout", all),
                        Map.of("name", "default", "conditions", List.of(), "rollout", none)));
    }

    private static String snapshot(String key) {
        return given().auth().oauth2(key).get("/sdk/v1/snapshot").asString();
    }

    /** By OFREP, which the server decides with what it understands. */
    private static void awaitAnswer(String key, boolean isNew) {
        await().atMost(SOON)
                .until(() -> given().auth()
                        .oauth2(key)
                        .contentType(ContentType.JSON)
                        .body(Map.of("context", Map.of("targetingKey", "ana", "tier", "gold")))
                        .post("/ofrep/v1/evaluate/flags/orders.get")
                        .asString()
                        .contains("\"value\":" + isNew));
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
