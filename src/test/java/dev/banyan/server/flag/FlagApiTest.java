package dev.banyan.server.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
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
    void protected_means_that_going_forward_needs_a_reason() {
        TestShop shop = TestShop.guarded().route("orders.get", 2);

        shop.patch("orders.get", Map.of("percentage", 5)).statusCode(422).body("field", equalTo("reason"));
        shop.patch("orders.get", Map.of("percentage", 5, "reason", "canary")).statusCode(200);
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
