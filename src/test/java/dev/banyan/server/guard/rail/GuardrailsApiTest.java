package dev.banyan.server.guard.rail;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@BanyanTest
class GuardrailsApiTest {
    private static final String STRICT =
            "{\"guardrails\":[{\"kind\":\"error-rate\",\"harmPercentage\":0.2},{\"kind\":\"slow\",\"slowMillis\":300}]}";

    private static TestShop shop() {
        return TestShop.open().route("orders.get", 2);
    }

    private static ValidatableResponse get(TestShop shop) {
        return shop.editor()
                .request()
                .get(shop.routePath("orders.get") + "/guardrails")
                .then();
    }

    private static ValidatableResponse put(ApiClient user, TestShop shop, int version, String body) {
        return user.request()
                .header("If-Match", "\"" + version + "\"")
                .body(body)
                .put(shop.routePath("orders.get") + "/guardrails")
                .then();
    }

    @Test
    void sensible_ones_hold_without_anybody_doing_anything() {
        get(shop())
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("suggested", equalTo(true))
                .body(
                        "guardrails.kind",
                        hasItems("error-rate", "slow", "mismatch-rate", "second-writes", "breaker-openings"))
                .body("guardrails[0].harmPercentage", equalTo(0.5f))
                .body("guardrails[0].action", equalTo("roll-back"));
    }

    @Test
    void all_of_them_are_replaced_and_it_is_audited() {
        TestShop shop = shop();

        put(shop.editor(), shop, 0, STRICT)
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("guardrails.size()", equalTo(2));

        get(shop).body("suggested", equalTo(false)).body("guardrails[1].title", equalTo("Slow requests, over 300 ms"));
        shop.editor()
                .request()
                .queryParam("action", "guardrails.changed")
                .get("/api/v1/projects/{p}/audit", shop.project())
                .then()
                .body("items[0].subject", equalTo("orders.get"))
                .body("items[0].details.what[0]", equalTo("Errors: +0.2 %, roll-back"));
    }

    @Test
    void whoever_comes_second_sees_what_holds() {
        TestShop shop = shop();
        put(shop.editor(), shop, 0, STRICT).statusCode(200);

        put(shop.editor(), shop, 0, STRICT)
                .statusCode(412)
                .body("current.version", equalTo(1))
                .body("current.guardrails.size()", equalTo(2));
        shop.editor()
                .request()
                .body(STRICT)
                .put(shop.routePath("orders.get") + "/guardrails")
                .then()
                .statusCode(428);
    }

    @Test
    void what_makes_no_sense_is_refused_by_field() {
        TestShop shop = shop();

        put(shop.editor(), shop, 0, "{\"guardrails\":[{\"kind\":\"error-rate\",\"alpha\":0.5}]}")
                .statusCode(422)
                .body("field", equalTo("guardrails[0].alpha"))
                .body("remedy", containsString("0.001"));
    }

    @Test
    void a_protected_environment_asks_for_a_reason() {
        TestShop shop = TestShop.guarded().route("orders.get", 2);

        put(shop.editor(), shop, 0, STRICT).statusCode(422).body("field", equalTo("reason"));
        put(shop.editor(), shop, 0, "{\"guardrails\":[],\"reason\":\"a load test\"}")
                .statusCode(200);
    }

    @Test
    void who_only_looks_changes_nothing() {
        TestShop shop = shop();
        ApiClient viewer = TestUsers.with(Role.VIEWER, shop.project());

        put(viewer, shop, 0, STRICT).statusCode(403);
        viewer.request()
                .get(shop.routePath("orders.get") + "/guardrails")
                .then()
                .statusCode(200);
        viewer.request().get(shop.routePath("orders.get") + "/guard").then().statusCode(200);
        viewer.request().get(shop.routePath("orders.get") + "/decisions").then().statusCode(200);
        viewer.request()
                .get(shop.routePath("orders.get") + "/decisions/1")
                .then()
                .statusCode(404);
        viewer.request().get(shop.routePath("nothing") + "/guardrails").then().statusCode(404);
    }
}
