package dev.banyan.server.ofrep;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.testing.BanyanTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All flags at once. */
@BanyanTest
class OfrepBulkApiTest {

    private static final Map<String, String> ANA = Map.of("targetingKey", "ana");

    @Test
    void a_bulk_answer_has_every_flag_in_both_forms_and_failures_among_them() {
        OfrepShop shop = new OfrepShop()
                .route("orders.get", 2)
                .route("orders.list", 2)
                .rollOut("orders.get", "off", "complete", 50)
                .rollOut("orders.list", "off", "complete", 100)
                .settle();

        shop.all(Map.of())
                .statusCode(200)
                .body(
                        "flags.key",
                        equalTo(List.of("orders.get", "orders.get:stage", "orders.list", "orders.list:stage")))
                .body("flags[0].errorCode", equalTo("TARGETING_KEY_MISSING"))
                .body("flags[0].value", nullValue())
                .body("flags[1].value", equalTo("off"))
                .body("flags[2].value", is(true))
                .body("flags[3].value", equalTo("complete"))
                .body("metadata.flagSetId", equalTo(shop.shop().project() + "/production"))
                .body("eventStreams[0].type", equalTo("sse"))
                .body("eventStreams[0].endpoint.requestUri", equalTo("/ofrep/v1/stream"))
                .body("eventStreams[0].url", nullValue());
        shop.all(ANA).body("flags.reason", everyItem(in(Set.of("SPLIT", "STATIC"))));
    }

    @Test
    void an_environment_without_routes_has_no_flags() {
        new OfrepShop().settle().all(Map.of()).statusCode(200).body("flags", equalTo(List.of()));
    }

    @Test
    void the_api_description_knows_both_evaluations() {
        given().accept(ContentType.JSON)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(
                        "paths.'/ofrep/v1/evaluate/flags'.post.responses.default.content.keySet()[0]",
                        equalTo("application/json"))
                .body(
                        "paths.'/ofrep/v1/evaluate/flags/{key}'.post.requestBody.content.keySet()[0]",
                        equalTo("application/json"));
    }
}
