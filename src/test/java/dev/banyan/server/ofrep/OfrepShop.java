package dev.banyan.server.ofrep;

import static io.restassured.RestAssured.given;

import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.TestShop;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A shop with an SDK key, and OFREP requests with that key. */
final class OfrepShop {
    static final String FLAGS = "/ofrep/v1/evaluate/flags";
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static OfrepShop shared;

    private final TestShop shop = TestShop.open();
    private final String key = shop.sdkKey();

    /** For tests that change nothing: with a route, {@code orders.get}, that has not started. A new key takes seconds to be known. */
    static synchronized OfrepShop shared() {
        if (shared == null) {
            shared = new OfrepShop().route("orders.get", 2).settle();
        }
        return shared;
    }

    TestShop shop() {
        return shop;
    }

    String key() {
        return key;
    }

    OfrepShop route(String route, int kind) {
        shop.route(route, kind);
        return this;
    }

    OfrepShop route(String route, int kind, Map<String, ?> more) {
        shop.route(route, kind, more);
        return this;
    }

    OfrepShop rollOut(String route, String from, String to, double percentage) {
        shop.patch(route, Map.of("from", from, "to", to, "percentage", percentage))
                .statusCode(200);
        return this;
    }

    /** Those for whom the condition holds are at complete, the others at off. */
    OfrepShop target(String route, Map<String, ?> condition) {
        shop.patch(
                        route,
                        Map.of(
                                "cohorts",
                                List.of(cohort("chosen", List.of(condition), 100), cohort("default", List.of(), 0))))
                .statusCode(200);
        return this;
    }

    void revokeKey() {
        String keys = shop.environmentPath() + "/sdk-keys";
        RequestSpecification admin = ApiClient.administrator().request();
        int id = admin.get(keys).then().statusCode(200).extract().path("items[0].id");
        ApiClient.administrator().request().delete(keys + "/" + id).then().statusCode(204);
    }

    private static Map<String, Object> cohort(String name, List<Map<String, ?>> conditions, int percentage) {
        Map<String, Object> rollout = Map.of("from", "off", "to", "complete", "percentage", percentage);
        return Map.of("name", name, "conditions", conditions, "rollout", rollout);
    }

    /** Waits until this replica has heard of the key and of the newest revision. */
    OfrepShop settle() {
        String revision = "-" + shop.revision();
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!version().endsWith(revision)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Revision " + revision + " did not arrive; there is " + version());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return this;
    }

    /** {@code <epoch>-<revision>}, or nothing yet. */
    String version() {
        Response answer = request().body("{}").post(FLAGS);
        return answer.statusCode() == 200 ? answer.jsonPath().getString("metadata.version") : "";
    }

    RequestSpecification request() {
        return given().auth().oauth2(key).contentType(ContentType.JSON);
    }

    ValidatableResponse one(String flag, Map<String, ?> context) {
        return request()
                .body(Map.of("context", context))
                .post(FLAGS + "/{flag}", flag)
                .then();
    }

    ValidatableResponse all(Map<String, ?> context) {
        return request().body(Map.of("context", context)).post(FLAGS).then();
    }

    JsonPath allFlags(Map<String, ?> context) {
        return all(context).statusCode(200).extract().jsonPath();
    }
}
