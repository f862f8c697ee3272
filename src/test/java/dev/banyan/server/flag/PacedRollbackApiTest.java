package dev.banyan.server.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.wire.RulesetReader;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@BanyanTest
class PacedRollbackApiTest {
    private static final String ROUTE = "orders.get";
    /** Long enough that the server's own driver makes no step within a test that makes its own. */
    private static final int LONG = 300;

    @Inject
    PacedRollbacks paced;

    @Inject
    Environments environments;

    @Inject
    EntityManager database;

    @Test
    void it_returns_by_itself_in_steps_and_ends_as_any_rollback_does() {
        TestShop shop = shopAt(50);
        long before = shop.revision();

        rollBack(shop, "?pace=2s").statusCode(200).body("changed", equalTo(true));

        JsonPath first = shop.flag(ROUTE);
        assertThat(first.getInt("rollback.pace.steps")).isEqualTo(3);
        assertThat(first.getInt("cohorts[0].rollout.percentage")).isEqualTo(50);
        assertThat(first.getFloat("served[0].rollout.percentage")).isBetween(16f, 34f);
        await().atMost(Duration.ofSeconds(60)).until(() -> shop.flag(ROUTE).getString("rollback.pace") == null);
        assertThat(shop.flag(ROUTE).getString("rollback.stage")).isEqualTo("off");
        assertThat(shop.flag(ROUTE).getString("served")).isNull();
        assertThat(shop.revision()).isEqualTo(before + 3);
        assertThat(actions(shop))
                .startsWith("flag.rollback-finished", "flag.rollback-stepped", "flag.rolled-back", "flag.changed");
        shop.act(ROUTE, "resume", Map.of()).statusCode(200);
        assertThat(shop.flag(ROUTE).getInt("cohorts[0].rollout.percentage")).isEqualTo(50);
    }

    @Test
    void services_get_a_plain_rollout_on_the_way_and_the_cap_at_the_end() {
        TestShop shop = shopAt(100);
        rollBack(shop, "?pace=" + LONG + "s").statusCode(200);
        assertThat(published(shop)).contains("\"rollback\":null").contains("\"share\":983606");
        rollBack(shop, "").statusCode(200);
        assertThat(published(shop)).contains("\"rollback\":\"off\"").contains("\"share\":1000000");
    }

    @Test
    void the_route_says_how_long_it_takes_and_a_press_may_say_otherwise() {
        TestShop shop = shopAt(50);
        shop.patch(ROUTE, Map.of("pacedSeconds", LONG)).statusCode(200).body("pacedSeconds", equalTo(LONG));
        rollBack(shop, "").statusCode(200);
        assertThat(shop.flag(ROUTE).getInt("rollback.pace.seconds")).isEqualTo(LONG);

        TestShop hurried = shopAt(50);
        hurried.patch(ROUTE, Map.of("pacedSeconds", LONG)).statusCode(200);
        rollBack(hurried, "?pace=0s").statusCode(200);
        assertThat(hurried.flag(ROUTE).getString("rollback.stage")).isEqualTo("off");
        assertThat(hurried.flag(ROUTE).getString("rollback.pace")).isNull();
    }

    @Test
    void a_second_press_brings_the_rest_at_once_and_so_does_isolating() {
        for (String second : List.of("rollback?pace=30s", "rollback", "isolate")) {
            TestShop shop = shopAt(50);
            rollBack(shop, "?pace=" + LONG + "s").statusCode(200);
            shop.editor()
                    .request()
                    .post(shop.routePath(ROUTE) + "/" + second)
                    .then()
                    .statusCode(200)
                    .body("changed", equalTo(true));
            assertThat(shop.flag(ROUTE).getString("rollback.stage")).isEqualTo("off");
            assertThat(shop.flag(ROUTE).getString("rollback.pace")).isNull();
        }
    }

    @Test
    void a_repetition_of_the_same_press_is_not_a_second_one() {
        TestShop shop = shopAt(50);
        for (int i = 0; i < 2; i++) {
            shop.editor()
                    .request()
                    .header("Idempotency-Key", "incident")
                    .post(shop.routePath(ROUTE) + "/rollback?pace=" + LONG + "s")
                    .then()
                    .statusCode(200);
        }
        assertThat(shop.flag(ROUTE).getInt("rollback.pace.step")).isEqualTo(1);
    }

    @Test
    void two_drivers_make_a_step_once() {
        TestShop shop = shopAt(100);
        rollBack(shop, "?pace=" + LONG + "s").statusCode(200);
        long before = shop.revision();
        PacedRollbacks.Due due = next(shop);

        List<CompletableFuture<Committed>> both = List.of(
                CompletableFuture.supplyAsync(() -> paced.step(due)),
                CompletableFuture.supplyAsync(() -> paced.step(due)));

        assertThat(both).extracting(each -> each.join().changed()).containsExactlyInAnyOrder(true, false);
        assertThat(shop.revision()).isEqualTo(before + 1);
        assertThat(shop.flag(ROUTE).getInt("rollback.pace.step")).isEqualTo(2);
    }

    @Test
    void a_step_of_a_rollback_that_was_ended_meanwhile_does_nothing() {
        TestShop shop = shopAt(100);
        rollBack(shop, "?pace=" + LONG + "s").statusCode(200);
        PacedRollbacks.Due due = next(shop);
        rollBack(shop, "?pace=0s").statusCode(200);
        shop.act(ROUTE, "resume", Map.of()).statusCode(200);
        long before = shop.revision();

        assertThat(paced.step(due).changed()).isFalse();

        assertThat(shop.revision()).isEqualTo(before);
        assertThat(shop.flag(ROUTE).getString("rollback")).isNull();
    }

    /** Nothing but what is committed tells how far it has come: whoever is there an hour later makes the next step, one. */
    @Test
    void after_a_crash_it_goes_on_where_it_stopped() {
        TestShop shop = shopAt(100);
        rollBack(shop, "?pace=" + LONG + "s").statusCode(200);
        overdue(shop);

        await().atMost(Duration.ofSeconds(60)).until(() -> shop.flag(ROUTE).getInt("rollback.pace.step") == 2);

        Instant next = Instant.parse(shop.flag(ROUTE).getString("rollback.pace.nextAt"));
        assertThat(next).isAfter(databaseTime());
    }

    @Test
    void a_rollback_of_the_whole_environment_leaves_nothing_to_pace() {
        TestShop shop = shopAt(100);
        rollBack(shop, "?pace=" + LONG + "s").statusCode(200);
        shop.editor()
                .request()
                .post(shop.environmentPath() + "/rollback")
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> shop.flag(ROUTE).getString("rollback.pace") == null);
        assertThat(shop.flag(ROUTE).getString("rollback.stage")).isEqualTo("off");
    }

    @Test
    void meanwhile_nobody_leads_it_forward() {
        TestShop shop = shopAt(50);
        rollBack(shop, "?pace=" + LONG + "s").statusCode(200);
        shop.patch(ROUTE, Map.of("percentage", 100))
                .statusCode(409)
                .body("type", equalTo("urn:banyan:problem:rollback-under-way"))
                .body("remedy", containsString("roll back once more"));
        shop.act(ROUTE, "resume", Map.of())
                .statusCode(409)
                .body("type", equalTo("urn:banyan:problem:rollback-under-way"));
        shop.patch(ROUTE, Map.of("pacedSeconds", 10)).statusCode(200);
        assertThat(shop.flag(ROUTE).getInt("rollback.pace.seconds")).isEqualTo(LONG);
    }

    @Test
    void where_nobody_has_a_way_to_go_it_is_over_at_once() {
        TestShop shop = shopAt(0);
        rollBack(shop, "?pace=30s").statusCode(200);
        assertThat(shop.flag(ROUTE).getString("rollback.stage")).isEqualTo("off");
        assertThat(shop.flag(ROUTE).getString("rollback.pace")).isNull();
    }

    @Test
    void bounds_are_named_with_what_to_send_instead() {
        TestShop shop = shopAt(50);
        rollBack(shop, "?pace=301s").statusCode(422).body("field", equalTo("pace"));
        rollBack(shop, "?pace=soon").statusCode(422).body("remedy", containsString("30s"));
        shop.patch(ROUTE, Map.of("pacedSeconds", 301)).statusCode(422).body("field", equalTo("pacedSeconds"));
        for (String covering : List.of(shop.routePath(ROUTE) + "/isolate", shop.environmentPath() + "/rollback")) {
            shop.editor()
                    .request()
                    .post(covering + "?pace=5s")
                    .then()
                    .statusCode(422)
                    .body("field", equalTo("pace"));
        }
        assertThat(shop.flag(ROUTE).getString("rollback")).isNull();
    }

    private static TestShop shopAt(int percentage) {
        TestShop shop = TestShop.open().route(ROUTE, 2);
        shop.patch(ROUTE, Map.of("percentage", percentage)).statusCode(200);
        return shop;
    }

    private static ValidatableResponse rollBack(TestShop shop, String query) {
        return shop.editor()
                .request()
                .post(shop.routePath(ROUTE) + "/rollback" + query)
                .then();
    }

    private PacedRollbacks.Due next(TestShop shop) {
        JsonPath flag = shop.flag(ROUTE);
        EnvironmentScope scope = environments.scope(shop.project(), "production");
        return PacedRollbacksDueBuilder.builder()
                .scope(scope)
                .route(ROUTE)
                .startedAt(Instant.parse(flag.getString("rollback.at")))
                .seconds(LONG)
                .step(flag.getInt("rollback.pace.step"))
                .covered(false)
                .build();
    }

    private static List<String> actions(TestShop shop) {
        return shop.editor()
                .request()
                .get(shop.routePath(ROUTE) + "/history")
                .then()
                .extract()
                .jsonPath()
                .getList("items.action");
    }

    private static String published(TestShop shop) {
        long revision = shop.revision();
        String key = shop.sdkKey();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> RulesetReader.read(snapshot(key).getBytes()).revision() >= revision);
        return snapshot(key);
    }

    private static String snapshot(String key) {
        return io.restassured.RestAssured.given()
                .auth()
                .oauth2(key)
                .get("/sdk/v1/snapshot")
                .asString();
    }

    @Transactional
    void overdue(TestShop shop) {
        database.createNativeQuery(
                        "update flag set pace_next_at = clock_timestamp() - interval '1 hour' where environment_id = :environment")
                .setParameter(
                        "environment",
                        environments.scope(shop.project(), "production").id())
                .executeUpdate();
    }

    private Instant databaseTime() {
        return (Instant) database.createNativeQuery("select clock_timestamp()", Instant.class)
                .getSingleResult();
    }
}
