package dev.banyan.server.ofrep;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.access.sdkkey.SdkKeys;
import dev.banyan.server.testing.BanyanTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal of the protocol, with its body. */
@BanyanTest
class OfrepRefusalApiTest {

    private static final Map<String, String> ANA = Map.of("targetingKey", "ana");

    @Inject
    RequestBudget budget;

    @Inject
    SdkKeys keys;

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"context\"", "{\"context\":{\"a\":1,\"a\":2}}", "{\"context\":{}} more"})
    void what_is_no_json_object_cannot_be_parsed(String body) {
        OfrepShop shop = OfrepShop.shared();

        for (String path : List.of(OfrepShop.FLAGS + "/orders.get", OfrepShop.FLAGS)) {
            shop.request()
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(400)
                    .contentType(ContentType.JSON)
                    .body("errorCode", equalTo("PARSE_ERROR"))
                    .body("errorDetails", containsString("JSON"));
        }
    }

    @Test
    void size_and_depth_of_a_body_have_limits() {
        OfrepShop shop = OfrepShop.shared();
        String large = "{\"context\":{\"a\":\"" + "x".repeat(RequestContext.MAX_BYTES) + "\"}}";
        String deep = "{\"context\":" + "{\"a\":".repeat(40) + "1" + "}".repeat(41);

        for (String body : List.of(large, deep)) {
            shop.request()
                    .body(body)
                    .post(OfrepShop.FLAGS + "/orders.get")
                    .then()
                    .statusCode(400)
                    .body("key", equalTo("orders.get"))
                    .body("errorCode", equalTo("PARSE_ERROR"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"context\":\"ana\"}",
                "{\"context\":[]}",
                "{\"context\":{\"targetingKey\":42}}",
                "{\"context\":{\"targetingKey\":{\"id\":\"ana\"}}}"
            })
    void a_context_of_another_form_is_invalid(String body) {
        OfrepShop shop = OfrepShop.shared();

        shop.request()
                .body(body)
                .post(OfrepShop.FLAGS + "/orders.get")
                .then()
                .statusCode(400)
                .body("key", equalTo("orders.get"))
                .body("errorCode", equalTo("INVALID_CONTEXT"));
        shop.request()
                .body(body)
                .post(OfrepShop.FLAGS)
                .then()
                .statusCode(400)
                .body("containsKey('key')", is(false))
                .body("errorCode", equalTo("INVALID_CONTEXT"));
    }

    @Test
    void a_split_without_targeting_key_decides_no_side() {
        OfrepShop shop = new OfrepShop()
                .route("orders.get", 2)
                .rollOut("orders.get", "off", "complete", 50)
                .settle();

        shop.one("orders.get", Map.of("country", "DE"))
                .statusCode(400)
                .body("key", equalTo("orders.get"))
                .body("errorCode", equalTo("TARGETING_KEY_MISSING"))
                .body("value", nullValue());
        shop.one("orders.get:stage", Map.of())
                .statusCode(200)
                .body("value", equalTo("off"))
                .body("metadata.keyMissing", is(true));
    }

    @Test
    void a_split_by_another_attribute_that_is_missing_makes_the_context_invalid() {
        OfrepShop shop = new OfrepShop()
                .route("orders.get", 2, Map.of("bucketBy", "customer"))
                .rollOut("orders.get", "off", "complete", 50)
                .settle();

        shop.one("orders.get", ANA)
                .statusCode(400)
                .body("errorCode", equalTo("INVALID_CONTEXT"))
                .body("errorDetails", containsString("customer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders.put", "orders.get:side", ":stage", "orders.get:stage:stage", "Ä b"})
    void a_flag_that_is_not_there_is_not_found(String flag) {
        OfrepShop shop = OfrepShop.shared();

        shop.one(flag, ANA)
                .statusCode(404)
                .contentType(ContentType.JSON)
                .body("key", equalTo(flag))
                .body("errorCode", equalTo("FLAG_NOT_FOUND"));
    }

    @Test
    void another_environments_flag_is_not_found() {
        OfrepShop other = new OfrepShop().route("orders.put", 2);
        OfrepShop shop = new OfrepShop().route("orders.get", 2).settle();
        other.settle();

        other.one("orders.put", ANA).statusCode(200);
        shop.one("orders.put", ANA).statusCode(404);
    }

    @Test
    void nobody_gets_in_without_a_live_sdk_key() {
        OfrepShop shop = OfrepShop.shared();
        String wrong = "bny_sdk_" + "0".repeat(38);

        for (String path : List.of(OfrepShop.FLAGS + "/orders.get", OfrepShop.FLAGS)) {
            given().contentType(ContentType.JSON).body("{}").post(path).then().statusCode(401);
            given().auth().oauth2(wrong).body("{}").post(path).then().statusCode(401);
            given().header("X-API-Key", wrong).body("{}").post(path).then().statusCode(401);
            shop.shop().editor().request().body("{}").post(path).then().statusCode(401);
        }
    }

    @Test
    void the_key_may_come_in_the_header_that_the_protocol_names() {
        OfrepShop shop = OfrepShop.shared();

        given().header("X-API-Key", shop.key())
                .body(Map.of("context", ANA))
                .contentType(ContentType.JSON)
                .post(OfrepShop.FLAGS + "/orders.get")
                .then()
                .statusCode(200);
        given().header("X-API-Key", shop.key())
                .header("Authorization", "Bearer nonsense")
                .post(OfrepShop.FLAGS)
                .then()
                .statusCode(401);
        given().header("X-API-Key", shop.key()).get("/sdk/v1/snapshot").then().statusCode(401);
    }

    @Test
    void a_key_that_asks_too_often_is_told_when_to_come_back() {
        OfrepShop shop = new OfrepShop().route("orders.get", 2).settle();
        long keyId = keys.environmentOf(shop.key()).orElseThrow().keyId();
        budget.take(keyId, 1_000_000);

        for (String path : List.of(OfrepShop.FLAGS + "/orders.get", OfrepShop.FLAGS)) {
            String wait = shop.request()
                    .post(path)
                    .then()
                    .statusCode(429)
                    .contentType(ContentType.JSON)
                    .body("errorCode", equalTo("GENERAL"))
                    .body("errorDetails", containsString("more often"))
                    .extract()
                    .header("Retry-After");
            assertThat(Integer.parseInt(wait)).isBetween(90, 101);
        }
    }

    @Test
    void nothing_but_post_evaluates() {
        OfrepShop shop = OfrepShop.shared();

        shop.request().get(OfrepShop.FLAGS).then().statusCode(405);
        shop.request().put(OfrepShop.FLAGS + "/orders.get").then().statusCode(405);
    }
}
