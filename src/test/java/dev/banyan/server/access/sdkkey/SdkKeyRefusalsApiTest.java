package dev.banyan.server.access.sdkkey;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.Browser;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that is refused something goes on deciding: people find it beside its key and on the page of instances. */
@BanyanTest
class SdkKeyRefusalsApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String IMPOSSIBLE = """
        "outcomes":[{"route":"orders.get","stage":"off","side":"legacy","operation":"read","calls":1000000000000,"errors":0,"latency":[]}]\
        """;

    private TestShop shop;

    @BeforeEach
    void open() {
        shop = TestShop.open().route("orders.get", 2);
    }

    @Test
    void what_cannot_be_is_told_beside_the_key_and_on_the_page() {
        TestService service = TestService.of(shop, "one", "shop");

        service.sends(1, 0, 1_000, IMPOSSIBLE).statusCode(422);
        service.sends(1, 0, 1_000, IMPOSSIBLE).statusCode(422);

        await().atMost(SOON)
                .untilAsserted(() -> keys().body("items[0].refused", equalTo(2))
                        .body("items[0].lastRefusedAt", notNullValue())
                        .body("items[0].lastRefusal", equalTo("422 POST /sdk/v1/telemetry")));
        page().body(allOf(containsString("2 requests of services"), containsString("422 POST /sdk/v1/telemetry")));
    }

    @Test
    void what_is_answered_or_only_not_found_is_not_told() {
        String key = shop.sdkKey();

        given().auth().oauth2(key).get("/sdk/v1/snapshot").then().statusCode(200);
        given().auth().oauth2(key).get("/sdk/v1/no-such-thing").then().statusCode(404);
        TestService.of(shop, "one", "shop").sends(1, 0, 1_000, IMPOSSIBLE).statusCode(422);

        // The later one's refusal is there, so the first one's would be.
        await().atMost(SOON).untilAsserted(() -> keys().body("items[1].refused", equalTo(1)));
        keys().body("items[0].refused", equalTo(0)).body("items[0].lastRefusal", nullValue());
    }

    @Test
    void a_page_without_refusals_says_nothing_of_them() {
        page().body(not(containsString("refused-key")));
    }

    private ValidatableResponse keys() {
        return ApiClient.administrator()
                .request()
                .get(shop.environmentPath() + "/sdk-keys")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse page() {
        Browser browser = new Browser();
        browser.signIn(shop.editor().username(), shop.editor().password(), "/");
        return browser.request()
                .get("/projects/" + shop.project() + "/environments/production/convergence")
                .then()
                .statusCode(200);
    }
}
