package dev.banyan.server.report;

import static dev.banyan.server.testing.TestService.route;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@BanyanTest
class InstanceReportApiTest {
    private static final String SITE = "com.shop.Orders.find:42";

    @Test
    void a_route_lists_who_asks_for_it_and_from_where() {
        TestShop shop = TestShop.open().route("orders.get", 6);
        TestService one = TestService.of(shop, "one", "shop");
        one.declares(route("orders.get", 6, "off", SITE));
        one.beside("two", "shop").declares(route("orders.get", 6, "off", SITE));
        one.beside("three", "billing").declares(route("orders.get", null, "off", "com.billing.Bill.of:7"));

        get(shop, "/routes/orders.get/declarations")
                .body("items.application", contains("billing", "shop"))
                .body("items.version", contains("1.4", "1.4"))
                .body("items.running", contains(1, 2))
                .body("items.kind", contains(null, 6))
                .body("items[1].default", equalTo("off"))
                .body("items[1].sites", contains(SITE));
    }

    @Test
    void a_report_replaces_what_the_instance_said_before() {
        TestShop shop = TestShop.open().route("orders.get", 6).route("orders.list", 2);
        TestService one = TestService.of(shop, "one", "shop");
        one.declares(route("orders.get", 6, "off", SITE));
        get(shop, "/routes/orders.get/declarations").body("items", hasSize(1));

        one.declares(route("orders.list", 2, "off", SITE));

        get(shop, "/routes/orders.get/declarations").body("items", hasSize(0));
        get(shop, "/routes/orders.list/declarations").body("items", hasSize(1));
    }

    @Test
    void saying_the_same_again_changes_nothing() {
        TestShop shop = TestShop.open().route("orders.get", 6);
        TestService one = TestService.of(shop, "one", "shop");
        one.declares(overridden("orders.get", "off"), route("orders.list", 2, "off", SITE));
        one.declares(route("orders.list", 2, "off", SITE), overridden("orders.get", "off"));

        get(shop, "/local-states").body("items", hasSize(1));
        get(shop, "/routes/orders.get/declarations").body("items.instances", contains(1));
    }

    @Test
    void what_holds_on_one_instance_is_named_with_its_host() {
        TestShop shop = TestShop.open().route("orders.get", 6);
        TestService one = TestService.of(shop, "one", "shop");
        one.declares(overridden("orders.get", "off"));
        one.beside("two", "shop").declares("""
                {"key":"orders.get","kind":6,"default":"off","sites":[],"openings":3,
                 "breaker":{"state":"open","since":"2026-01-01T08:00:00Z","errors":12,"slow":0,"calls":20}}""");

        get(shop, "/local-states?route=orders.get")
                .body("items.host", contains("one.host", "two.host"))
                .body("items[0].override.stage", equalTo("off"))
                .body("items[0].override.from", equalTo("environment"))
                .body("items[0].breaker", nullValue())
                .body("items[1].breaker.state", equalTo("open"))
                .body("items[1].breaker.errors", equalTo(12))
                .body("items[1].openings", equalTo(3));

        one.declares(route("orders.get", 6, "off", SITE));

        get(shop, "/local-states?route=orders.get").body("items.instance", contains("two"));
    }

    @Test
    void limits_are_kept_and_odd_texts_do_no_harm() {
        TestShop shop = TestShop.open().route("orders.get", 6);
        TestService one = TestService.of(shop, "one", "shop");
        String many = IntStream.range(0, 5_001)
                .mapToObj(i -> "{\"key\":\"r" + i + "\"}")
                .collect(Collectors.joining(","));

        one.report(many, "").statusCode(422).body("field", equalTo("routes"));
        one.report("{\"key\":\"orders.get\",\"sites\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]}", "")
                .statusCode(422)
                .body("field", equalTo("routes[0].sites"));
        one.declares(
                "{\"key\":\"orders.get\",\"kind\":6,\"default\":\"off\",\"sites\":[\"<b>\\u0000%s\"],\"openings\":1,"
                                .formatted("x".repeat(1_000))
                        + "\"breaker\":{\"state\":\"open\",\"since\":\"yesterday\"}}");

        get(shop, "/routes/orders.get/declarations").body("items[0].sites[0].length()", equalTo(250));
        get(shop, "/local-states").body("items[0].breaker.since", nullValue());
    }

    @Test
    void only_the_environment_of_the_key_is_touched() {
        TestShop shop = TestShop.open().route("orders.get", 6);
        TestShop other = TestShop.open().route("orders.get", 6);
        TestService.of(shop, "one", "shop").declares(route("orders.get", 6, "off", SITE));
        TestService.of(other, "one", "shop").report("", TestService.backlog("orders.get", "ledger", 3));

        get(shop, "/routes/orders.get/declarations").body("items", hasSize(1));
        get(shop, "/routes/orders.get/backlog").body("entries", equalTo(0));
        get(other, "/routes/orders.get/declarations").body("items", hasSize(0));
        get(other, "/routes/orders.get/backlog").body("entries", equalTo(3));
        for (String path : new String[] {"/routes/orders.get/declarations", "/drift", "/local-states"}) {
            TestUsers.stranger()
                    .request()
                    .get(shop.environmentPath() + path)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void a_report_needs_an_sdk_key_and_an_instance() {
        TestShop shop = TestShop.open();
        shop.editor().request().body("{}").post("/sdk/v1/instance").then().statusCode(401);
        TestShop.sdk(shop.sdkKey(), "not an id")
                .contentType("application/json")
                .body("{}")
                .post("/sdk/v1/instance")
                .then()
                .statusCode(422)
                .body("field", equalTo("Banyan-Instance"));
    }

    @Test
    void code_and_server_are_compared() {
        TestShop shop =
                TestShop.open().route("orders.get", 6).route("orders.list", 2).route("unused", 2);
        get(shop, "/drift").body("items", hasSize(0));

        TestService.of(shop, "one", "shop")
                .declares(
                        route("orders.get", 4, "off", SITE),
                        route("orders.list", 2, "complete", SITE),
                        route("orders.remove", 2, "off", SITE));

        get(shop, "/drift")
                .body("items.route", contains("orders.get", "orders.list", "orders.remove", "unused"))
                .body("items.kind", contains("kind", "default", "not-on-server", "not-in-code"));
        shop.patch("orders.list", Map.of("percentage", 10)).statusCode(200);
        get(shop, "/drift").body("items.route", contains("orders.get", "orders.remove", "unused"));
        String next = get(shop, "/drift?limit=2").extract().jsonPath().getString("next");
        get(shop, "/drift?limit=2&after=" + next).body("items.route", contains("unused"));
    }

    private static String overridden(String key, String stage) {
        return """
                {"key":"%s","kind":6,"default":"off","sites":[],"override":{"stage":"%s","from":"environment"},"openings":0}""".formatted(key, stage);
    }

    private static ValidatableResponse get(TestShop shop, String path) {
        return shop.editor().request().get(shop.environmentPath() + path).then().statusCode(200);
    }
}
