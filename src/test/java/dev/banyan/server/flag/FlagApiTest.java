package dev.banyan.server.flag;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.access.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BanyanTest
class FlagApiTest {

    @Test
    void a_new_route_has_not_started_in_any_environment() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        shop.addEnvironment("staging", false);

        shop.editor()
                .request()
                .get("/api/v1/projects/{p}/environments/staging/routes/orders.get/flag", shop.project())
                .then()
                .statusCode(200)
                .body("enabled", equalTo(false))
                .body("cohorts[0].name", equalTo("default"))
                .body("cohorts[0].rollout.to", equalTo("complete"))
                .body("safety.level", equalTo("safe"));
    }

    @Test
    void a_percentage_keeps_its_four_decimals() {
        TestShop shop = TestShop.open().route("orders.get", 2);

        shop.patch("orders.get", Map.of("percentage", 12.3456))
                .statusCode(200)
                .body("enabled", equalTo(true))
                .body("cohorts[0].rollout.percentage", equalTo(12.3456f));
        shop.patch("orders.get", Map.of("percentage", 12.34567))
                .statusCode(422)
                .body("field", equalTo("percentage"))
                .body("remedy", containsString("four decimals"));
        assertThat(shop.flag("orders.get").getFloat("cohorts[0].rollout.percentage"))
                .isEqualTo(12.3456f);
    }

    @Test
    void each_change_is_one_revision_and_a_refused_one_is_none() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        long before = shop.revision();

        shop.patch("orders.get", Map.of("percentage", 101)).statusCode(422);
        assertThat(shop.revision()).isEqualTo(before);
        shop.patch("orders.get", Map.of("percentage", 25)).statusCode(200);
        assertThat(shop.revision()).isEqualTo(before + 1);
    }

    @Test
    void whoever_was_slower_gets_the_current_state() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        long seen = shop.flag("orders.get").getLong("version");
        shop.patch("orders.get", Map.of("percentage", 25)).statusCode(200);

        shop.editor()
                .request()
                .header("If-Match", "\"" + seen + "\"")
                .body(Map.of("percentage", 50))
                .patch(shop.flagPath("orders.get"))
                .then()
                .statusCode(412)
                .body("type", equalTo("urn:banyan:problem:precondition-failed"))
                .body("current.cohorts[0].rollout.percentage", equalTo(25));
        assertThat(shop.flag("orders.get").getInt("cohorts[0].rollout.percentage"))
                .isEqualTo(25);
    }

    @Test
    void a_change_without_a_version_is_refused() {
        TestShop shop = TestShop.open().route("orders.get", 2);

        shop.editor()
                .request()
                .body(Map.of("percentage", 50))
                .patch(shop.flagPath("orders.get"))
                .then()
                .statusCode(428)
                .body("field", equalTo("If-Match"));
    }

    @Test
    void a_rollout_must_join_neighbouring_stages() {
        TestShop shop = TestShop.open().route("orders.place", 6);

        shop.patch("orders.place", Map.of("from", "off", "to", "live", "percentage", 10))
                .statusCode(422)
                .body("field", equalTo("to"))
                .body("detail", containsString("off, dualwrite, shadow, live, rampdown, complete"));
    }

    @Test
    void cohorts_of_shared_data_must_stay_within_two_stages() {
        TestShop shop = TestShop.open().route("orders.place", 6);
        var staff = cohort(
                "staff",
                List.of(Map.of("attribute", "staff", "operator", "equals", "values", List.of(true))),
                "shadow",
                "live",
                100);
        var everybody = cohort("default", List.of(), "off", "dualwrite", 0);

        shop.patch("orders.place", Map.of("cohorts", List.of(staff, everybody)))
                .statusCode(409)
                .body("type", equalTo("urn:banyan:problem:unsafe-rollout"))
                .body("detail", containsString("cohort staff is at live"))
                .body("detail", containsString("the new side would miss the writes of cohort default"));
    }

    @Test
    void the_same_cohorts_are_fine_where_data_is_partitioned() {
        TestShop shop = TestShop.open().route("orders.place", 6, Map.of("data", "partitioned"));
        var staff = cohort(
                "staff",
                List.of(Map.of("attribute", "staff", "operator", "equals", "values", List.of(true))),
                "shadow",
                "live",
                100);
        var everybody = cohort("default", List.of(), "off", "dualwrite", 0);

        shop.patch("orders.place", Map.of("cohorts", List.of(staff, everybody)))
                .statusCode(200)
                .body("cohorts", hasSize(2))
                .body("cohorts[0].conditions[0].operator", equalTo("equals"));
    }

    @Test
    void a_condition_that_sdks_could_not_read_names_its_place() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        var wrong = cohort(
                "wrong",
                List.of(Map.of("attribute", "age", "operator", "lessThan", "values", List.of("young"))),
                "off",
                "complete",
                100);
        var everybody = cohort("default", List.of(), "off", "complete", 0);
        long before = shop.revision();

        shop.patch("orders.get", Map.of("cohorts", List.of(wrong, everybody)))
                .statusCode(422)
                .body("field", containsString("cohorts[0].conditions[0]"));
        assertThat(shop.revision()).isEqualTo(before);
    }

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
    void what_decides_where_a_context_is_cannot_be_edited() {
        TestShop shop = TestShop.open().route("orders.get", 2);

        shop.editor()
                .request()
                .header("If-Match", "\"0\"")
                .body(Map.of("key", "orders.get", "kind", 2, "bucketBy", "tenant"))
                .put("/api/v1/projects/{p}/routes/orders.get", shop.project())
                .then()
                .statusCode(422)
                .body("field", equalTo("bucketBy"));
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
    void protected_means_that_going_forward_needs_a_reason() {
        TestShop shop = TestShop.guarded().route("orders.get", 2);

        shop.patch("orders.get", Map.of("percentage", 5)).statusCode(422).body("field", equalTo("reason"));
        shop.patch("orders.get", Map.of("percentage", 5, "reason", "canary")).statusCode(200);
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
    void history_says_who_when_how_and_why_and_revert_goes_back() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 5, "reason", "canary")).statusCode(200);
        shop.patch("orders.get", Map.of("percentage", 50, "reason", "went well"))
                .statusCode(200);
        long newest = shop.revision();

        shop.editor()
                .request()
                .get(shop.routePath("orders.get") + "/history")
                .then()
                .statusCode(200)
                .body("items[0].revision", equalTo((int) newest))
                .body("items[0].actor", equalTo(shop.editor().username()))
                .body("items[0].reason", equalTo("went well"))
                .body("items[1].reason", equalTo("canary"))
                .body("items[0].before.cohorts[0].rollout.percentage", equalTo(5))
                .body("next", nullValue());

        shop.editor()
                .request()
                .header("If-Match", "\"" + newest + "\"")
                .post(shop.routePath("orders.get") + "/revert?revision=" + (newest - 1))
                .then()
                .statusCode(200)
                .body("cohorts[0].rollout.percentage", equalTo(5));
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

    @Test
    void a_segment_can_be_used_and_not_deleted_while_it_is() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String path = shop.environmentPath() + "/segments/staff";
        shop.editor()
                .request()
                .header("If-None-Match", "*")
                .body(Map.of("included", List.of("ana")))
                .put(path)
                .then()
                .statusCode(200);
        var staff = cohort(
                "staff", List.of(Map.of("operator", "inSegment", "values", List.of("staff"))), "off", "complete", 100);
        shop.patch("orders.get", Map.of("cohorts", List.of(staff, cohort("default", List.of(), "off", "complete", 0))))
                .statusCode(200);

        long version =
                shop.editor().request().get(path).then().extract().jsonPath().getLong("version");
        shop.editor()
                .request()
                .header("If-Match", "\"" + version + "\"")
                .delete(path)
                .then()
                .statusCode(422);
        shop.editor().request().get(path).then().statusCode(200);
    }

    private static ValidatableResponse rollBack(TestShop shop, String route, String idempotencyKey) {
        return shop.editor()
                .request()
                .header("Idempotency-Key", idempotencyKey)
                .post(shop.routePath(route) + "/rollback")
                .then();
    }

    private static Map<String, Object> cohort(
            String name, List<Map<String, Object>> conditions, String from, String to, int percentage) {
        return Map.of(
                "name",
                name,
                "conditions",
                conditions,
                "rollout",
                Map.of("from", from, "to", to, "percentage", percentage));
    }
}
