package dev.banyan.server.flag;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BanyanTest
class RollbackApiTest {
    @Test
    void a_rollback_needs_nothing_and_resume_brings_the_same_rollout_back() {
        TestShop shop = TestShop.guarded().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 25, "reason", "first customers"))
                .statusCode(200);

        shop.editor()
                .request()
                .post(shop.routePath("orders.get") + "/rollback")
                .then()
                .statusCode(200)
                .body("changed", equalTo(true));
        assertThat(shop.flag("orders.get").getString("rollback.stage")).isEqualTo("off");
        assertThat(shop.flag("orders.get").getInt("cohorts[0].rollout.percentage"))
                .isEqualTo(25);

        shop.act("orders.get", "resume", Map.of("reason", "fixed")).statusCode(200);
        assertThat(shop.flag("orders.get").getString("rollback")).isNull();
        assertThat(shop.flag("orders.get").getInt("cohorts[0].rollout.percentage"))
                .isEqualTo(25);
    }

    @Test
    void in_an_emergency_a_bare_post_is_enough() {
        TestShop shop = TestShop.open().route("orders.get", 2);

        given().auth()
                .oauth2(shop.editor().token())
                .post(shop.routePath("orders.get") + "/rollback")
                .then()
                .statusCode(200)
                .body("changed", equalTo(true));
    }

    @Test
    void a_second_rollback_changes_nothing() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        shop.act("orders.get", "rollback", Map.of()).statusCode(200).body("changed", equalTo(true));
        long once = shop.revision();

        shop.act("orders.get", "rollback", Map.of()).statusCode(200).body("changed", equalTo(false));
        assertThat(shop.revision()).isEqualTo(once);
    }

    @Test
    void a_late_repetition_of_a_rollback_does_not_undo_the_resume() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        rollBack(shop, "orders.get", "incident-1").statusCode(200);
        shop.act("orders.get", "resume", Map.of()).statusCode(200);

        rollBack(shop, "orders.get", "incident-1").statusCode(200);

        assertThat(shop.flag("orders.get").getString("rollback")).isNull();
    }

    @Test
    void a_key_of_one_request_does_not_swallow_another() {
        TestShop shop = TestShop.open().route("orders.get", 2).route("orders.list", 2);
        rollBack(shop, "orders.get", "incident-2").statusCode(200);

        rollBack(shop, "orders.list", "incident-2")
                .statusCode(409)
                .body("type", equalTo("urn:banyan:problem:idempotency-key-reused"));
        assertThat(shop.flag("orders.list").getString("rollback")).isNull();
    }

    @Test
    void a_resume_that_would_let_legacy_miss_writes_is_refused() {
        TestShop shop = TestShop.open().route("orders.place", 6);
        for (List<String> step : List.of(
                List.of("off", "dualwrite"),
                List.of("dualwrite", "shadow"),
                List.of("shadow", "live"),
                List.of("live", "rampdown"))) {
            shop.patch("orders.place", Map.of("from", step.get(0), "to", step.get(1), "percentage", 100))
                    .statusCode(200);
        }
        shop.act("orders.place", "rollback", Map.of()).statusCode(200);
        shop.patch("orders.place", Map.of("from", "rampdown", "to", "complete", "percentage", 50))
                .statusCode(200);

        shop.act("orders.place", "resume", Map.of())
                .statusCode(409)
                .body("type", equalTo("urn:banyan:problem:unsafe-resume"));
        shop.patch("orders.place", Map.of("from", "rampdown", "to", "complete", "percentage", 0))
                .statusCode(200);
        shop.act("orders.place", "resume", Map.of()).statusCode(200);
    }

    @Test
    void an_isolated_route_resumes_only_after_a_backfill() {
        TestShop shop = TestShop.open().route("orders.place", 6);
        shop.patch("orders.place", Map.of("from", "off", "to", "dualwrite", "percentage", 100))
                .statusCode(200);
        shop.act("orders.place", "isolate", Map.of()).statusCode(200);

        shop.act("orders.place", "resume", Map.of())
                .statusCode(409)
                .body("type", equalTo("urn:banyan:problem:backfill-needed"));
        shop.act("orders.place", "resume", Map.of("backfilled", true)).statusCode(200);
    }

    @Test
    void a_rollback_of_the_environment_covers_all_its_routes_in_one_revision() {
        TestShop shop = TestShop.open().route("orders.get", 2).route("orders.place", 6);
        long before = shop.revision();

        shop.editor()
                .request()
                .post(shop.environmentPath() + "/rollback")
                .then()
                .statusCode(200);

        assertThat(shop.revision()).isEqualTo(before + 1);
        assertThat(shop.flag("orders.get").getString("environmentRollback")).isEqualTo("rollback");
        shop.act("orders.get", "resume", Map.of())
                .statusCode(409)
                .body("remedy", containsString("Resume the environment"));
        shop.editor().request().post(shop.environmentPath() + "/resume").then().statusCode(200);
        assertThat(shop.flag("orders.place").getString("environmentRollback")).isNull();
    }

    @Test
    void a_migration_rolls_back_its_routes_and_no_others() {
        TestShop shop = TestShop.open();
        shop.editor()
                .request()
                .body(Map.of("key", "orders", "name", "Orders", "motivation", "slow", "decision", "migrate"))
                .post("/api/v1/projects/{p}/migrations", shop.project())
                .then()
                .statusCode(201);
        shop.route("orders.get", 2, Map.of("migration", "orders")).route("customers.get", 2);

        shop.editor()
                .request()
                .post(shop.environmentPath() + "/migrations/orders/rollback")
                .then()
                .statusCode(200);

        assertThat(shop.flag("orders.get").getString("rollback.stage")).isEqualTo("off");
        assertThat(shop.flag("customers.get").getString("rollback")).isNull();
    }

    @Test
    void a_rollback_tells_what_it_would_lose() {
        TestShop shop = TestShop.open().route("orders.place", 2);
        shop.patch("orders.place", Map.of("percentage", 25)).statusCode(200).body("safety.level", equalTo("lossy"));
        shop.patch("orders.place", Map.of("percentage", 100))
                .statusCode(200)
                .body("safety.level", equalTo("needs-replay"));
        shop.act("orders.place", "rollback", Map.of()).statusCode(200);
        shop.act("orders.place", "replayed", Map.of()).statusCode(200);
        assertThat(shop.flag("orders.place").getString("safety.level")).isEqualTo("safe");
    }

    @Test
    void viewers_change_nothing_and_operators_only_roll_back() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        ApiClient viewer = TestUsers.with(Role.VIEWER, shop.project());
        ApiClient operator = TestUsers.with(Role.OPERATOR, shop.project());

        shop.patchAs(viewer, "orders.get", Map.of("percentage", 5)).statusCode(403);
        viewer.request().post(shop.routePath("orders.get") + "/rollback").then().statusCode(403);
        shop.patchAs(operator, "orders.get", Map.of("percentage", 5)).statusCode(403);
        operator.request()
                .post(shop.routePath("orders.get") + "/rollback")
                .then()
                .statusCode(200);
        TestUsers.stranger().request().get(shop.flagPath("orders.get")).then().statusCode(404);
    }

    private static ValidatableResponse rollBack(TestShop shop, String route, String idempotencyKey) {
        return shop.editor()
                .request()
                .header("Idempotency-Key", idempotencyKey)
                .post(shop.routePath(route) + "/rollback")
                .then();
    }
}
