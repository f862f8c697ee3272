package dev.banyan.server.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BanyanTest
class PastRollbackApiTest {
    @Inject
    DataSource database;

    @Inject
    ArrivalLog log;

    private TestShop shop;
    private Fleet fleet;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 25)).statusCode(200);
        fleet = new Fleet(shop, database);
        fleet.applied("one", shop.revision());
        fleet.applied("two", shop.revision());
    }

    @Test
    void rollbacks_isolations_and_drills_are_listed_newest_first_and_nothing_else() {
        shop.act("orders.get", "rollback", Map.of("reason", "errors")).statusCode(200);
        shop.act("orders.get", "resume", Map.of()).statusCode(200);
        shop.act("orders.get", "drill", Map.of()).statusCode(200);
        shop.editor().request().post(shop.environmentPath() + "/isolate").then().statusCode(200);

        list("").body("items.action", contains("environment.isolated", "flag.drilled", "flag.rolled-back"))
                .body("items[2].subject", equalTo("orders.get"))
                .body("items[2].environment", equalTo("production"))
                .body("items[2].by", equalTo(shop.editor().username()))
                .body("items[2].reason", equalTo("errors"))
                .body("items[0].reason", nullValue());
    }

    @Test
    void each_says_who_is_still_missing() {
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        fleet.applied("one", shop.revision());

        // Another replica, or the scheduler of this one, may be counting just now.
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            log.keep();
            list("").body("items[0].instances", equalTo(2))
                    .body("items[0].applied", equalTo(1))
                    .body("items[0].firstMillis", notNullValue())
                    .body("items[0].lastMillis", nullValue())
                    .body("items[0].missing.id", contains("two"))
                    .body("items[0].missing.state", contains("pending"));
        });
    }

    @Test
    void what_was_kept_too_early_is_not_what_is_shown() throws SQLException {
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        long revision = shop.revision();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            log.keep();
            return kept(revision, "applied = 0") == 1;
        });

        fleet.applied("one", revision);
        fleet.applied("two", revision);

        list("").body("items[0].applied", equalTo(2)).body("items[0].missing", hasSize(0));
    }

    /** Somebody acknowledges at every moment, so also between any two looks of one answer. */
    @Test
    void an_instance_is_counted_or_missing_and_never_both() {
        for (int i = 0; i < 8; i++) {
            shop.act("orders.get", "drill", Map.of()).statusCode(200);
            long revision = shop.revision();
            CompletableFuture<Void> acknowledged = CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> fleet.applied("one", revision)),
                    CompletableFuture.runAsync(() -> fleet.applied("two", revision)));
            boolean last;
            do {
                last = acknowledged.isDone();
                JsonPath newest = list("?limit=1").extract().jsonPath();
                assertThat(newest.getInt("items[0].applied")
                                + newest.getList("items[0].missing").size())
                        .as(newest.prettify())
                        .isEqualTo(newest.getInt("items[0].instances"));
                JsonPath now = shop.editor()
                        .request()
                        .get(shop.environmentPath() + "/convergence?revision=" + revision)
                        .jsonPath();
                assertThat(now.getInt("applied") + now.getList("stragglers").size())
                        .as(now.prettify())
                        .isEqualTo(now.getInt("total"));
            } while (!last);
        }
    }

    @Test
    void figures_outlive_the_acknowledgements() throws SQLException {
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        long revision = shop.revision();
        fleet.applied("one", revision);
        fleet.applied("two", revision);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            log.keep();
            return kept(revision, "applied = total and total = 2") == 1;
        });
        int last = list("").extract().jsonPath().getInt("items[0].lastMillis");

        fleet.sql("delete from applied where environment_id = " + fleet.environment());
        fleet.sql("delete from instance where environment_id = " + fleet.environment());
        log.keep();

        list("").body("items[0].instances", equalTo(2))
                .body("items[0].applied", equalTo(2))
                .body("items[0].lastMillis", equalTo(last))
                .body("items[0].missing", hasSize(0));
        shop.editor()
                .request()
                .get(shop.environmentPath() + "/convergence?revision=" + revision)
                .then()
                .body("total", equalTo(0))
                .body("lastMillis", equalTo(last));
    }

    @Test
    void the_list_comes_in_pages() {
        for (int i = 0; i < 3; i++) {
            shop.act("orders.get", "drill", Map.of()).statusCode(200);
        }
        long newest = shop.revision();

        String next = list("?limit=2")
                .body("items.revision", contains((int) newest, (int) newest - 1))
                .extract()
                .jsonPath()
                .getString("next");
        list("?limit=2&after=" + next)
                .body("items.revision", contains((int) newest - 2))
                .body("next", nullValue());
        list("?after=nonsense", 422).body("field", equalTo("after"));
    }

    @Test
    void strangers_see_nothing() {
        TestUsers.stranger()
                .request()
                .get("/api/v1/projects/" + shop.project() + "/rollbacks")
                .then()
                .statusCode(404);
        assertThat(shop.revision()).isPositive();
    }

    private int kept(long revision, String condition) throws SQLException {
        // Counts by writing the same again.
        return fleet.sql(
                "update arrival set revision = revision where " + condition + " and revision = ? and environment_id = "
                        + fleet.environment(),
                revision);
    }

    private ValidatableResponse list(String query) {
        return list(query, 200);
    }

    private ValidatableResponse list(String query, int status) {
        return shop.editor()
                .request()
                .get("/api/v1/projects/" + shop.project() + "/rollbacks" + query)
                .then()
                .statusCode(status);
    }
}
