package dev.banyan.server.ofrep;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.testing.BanyanTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a flag says. */
@BanyanTest
class OfrepApiTest {

    private static final Map<String, String> ANA = Map.of("targetingKey", "ana");

    @Test
    void a_route_is_a_boolean_that_says_whether_new_is_authoritative() {
        OfrepShop shop = new OfrepShop()
                .route("orders.get", 2)
                .rollOut("orders.get", "off", "complete", 100)
                .settle();

        shop.one("orders.get", ANA)
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("key", equalTo("orders.get"))
                .body("value", is(true))
                .body("variant", equalTo("new"))
                .body("reason", equalTo("STATIC"))
                .body("metadata.stage", equalTo("complete"))
                .body("metadata.side", equalTo("new"))
                .body("metadata.cohort", equalTo("default"))
                .body("metadata.bucket", nullValue())
                .body("metadata.revision", equalTo((int) shop.shop().revision()))
                .body("metadata.flagSetId", equalTo(shop.shop().project() + "/production"))
                .body("metadata.version", equalTo(shop.version()))
                .body("metadata.rollback", nullValue())
                .body("errorCode", nullValue());
    }

    @Test
    void and_a_string_that_names_the_stage() {
        OfrepShop shop = new OfrepShop()
                .route("orders.place", 6)
                .rollOut("orders.place", "off", "dualwrite", 100)
                .rollOut("orders.place", "dualwrite", "shadow", 100)
                .settle();

        shop.one("orders.place:stage", ANA)
                .statusCode(200)
                .body("key", equalTo("orders.place:stage"))
                .body("value", equalTo("shadow"))
                .body("variant", equalTo("shadow"))
                .body("metadata.side", equalTo("legacy"));
        shop.one("orders.place", ANA).statusCode(200).body("value", is(false)).body("variant", equalTo("legacy"));
    }

    @Test
    void a_split_tells_the_bucket() {
        OfrepShop shop = new OfrepShop()
                .route("orders.get", 2)
                .rollOut("orders.get", "off", "complete", 50)
                .settle();

        int bucket = shop.one("orders.get", ANA)
                .statusCode(200)
                .body("reason", equalTo("SPLIT"))
                .extract()
                .path("metadata.bucket");
        shop.one("orders.get", ANA).body("value", is(bucket < 500_000));
    }

    @Test
    void a_route_that_has_not_started_is_legacy_for_certain() {
        OfrepShop shop = OfrepShop.shared();

        shop.one("orders.get", ANA)
                .statusCode(200)
                .body("value", is(false))
                .body("reason", equalTo("STATIC"))
                .body("metadata.notStarted", is(true));
        shop.one("orders.get:stage", ANA).statusCode(200).body("value", equalTo("off"));
    }

    @Test
    void a_rollback_is_static_and_shows_in_the_metadata() {
        OfrepShop shop = new OfrepShop().route("orders.get", 2).rollOut("orders.get", "off", "complete", 100);
        shop.shop().act("orders.get", "rollback", Map.of()).statusCode(200);
        shop.settle();

        shop.one("orders.get", ANA)
                .statusCode(200)
                .body("value", is(false))
                .body("reason", equalTo("STATIC"))
                .body("metadata.rollback", is(true));
    }

    @Test
    void a_change_of_one_flag_leaves_the_version_of_the_others_alone() {
        OfrepShop shop = new OfrepShop()
                .route("orders.get", 2)
                .route("orders.list", 2)
                .rollOut("orders.get", "off", "complete", 100)
                .settle();
        String before = shop.one("orders.get", ANA).extract().path("metadata.version");

        shop.rollOut("orders.list", "off", "complete", 100).settle();

        shop.all(ANA)
                .statusCode(200)
                .body("metadata.version", equalTo(shop.version()))
                .body("flags.find { it.key == 'orders.get' }.metadata.version", equalTo(before))
                .body("flags.find { it.key == 'orders.get:stage' }.metadata.version", equalTo(before))
                .body("flags.find { it.key == 'orders.list' }.metadata.version", equalTo(shop.version()));
    }

    @Test
    void conditions_see_attributes_within_objects_by_their_dotted_names() {
        OfrepShop shop = new OfrepShop()
                .route("orders.get", 2)
                .target("orders.get", Map.of("attribute", "user.country", "operator", "in", "values", List.of("DE")))
                .settle();

        shop.one("orders.get", Map.of("user", Map.of("country", "DE"), "roles", List.of("a", "b")))
                .statusCode(200)
                .body("value", is(true))
                .body("reason", equalTo("TARGETING_MATCH"))
                .body("metadata.cohort", equalTo("chosen"));
        shop.one("orders.get", Map.of("user", Map.of("country", "FR"))).body("value", is(false));
    }

    @Test
    void what_a_later_protocol_adds_to_requests_is_ignored() {
        OfrepShop shop = OfrepShop.shared();

        shop.request()
                .body(Map.of("context", ANA, "flagType", "boolean", "hints", Map.of("a", List.of(1))))
                .post(OfrepShop.FLAGS + "/orders.get")
                .then()
                .statusCode(200);
    }

    @Test
    void a_request_without_body_is_anonymous() {
        OfrepShop shop = OfrepShop.shared();

        shop.request().post(OfrepShop.FLAGS + "/orders.get").then().statusCode(200);
        shop.request().post(OfrepShop.FLAGS).then().statusCode(200);
    }
}
