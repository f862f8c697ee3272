package dev.banyan.server.delivery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import dev.banyan.wire.RulesetReader;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BanyanTest
class DeliveryApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void the_snapshot_is_what_the_sdk_reads() {
        TestShop shop = TestShop.open().route("orders.get", 2, Map.of("method", "GET", "path", "/orders/{id}"));
        shop.patch("orders.get", Map.of("percentage", 25)).statusCode(200);

        Ruleset ruleset = awaitRevision(shop.sdkKey(), shop.revision());

        assertThat(ruleset.project()).isEqualTo(shop.project());
        assertThat(ruleset.environment()).isEqualTo("production");
        assertThat(ruleset.route("orders.get").pathTemplate()).isEqualTo("/orders/{id}");
    }

    @Test
    void the_etag_is_strong_and_saves_the_second_download() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String key = shop.sdkKey();
        awaitRevision(key, shop.revision());
        String etag = snapshot(key).header("ETag");

        assertThat(etag).matches("\"[0-9a-f-]{36}-" + shop.revision() + "\"");
        TestShop.sdk(key, "a")
                .header("If-None-Match", etag)
                .get("/sdk/v1/snapshot")
                .then()
                .statusCode(304);
        shop.patch("orders.get", Map.of("percentage", 1)).statusCode(200);
        awaitRevision(key, shop.revision());
        TestShop.sdk(key, "a")
                .header("If-None-Match", etag)
                .get("/sdk/v1/snapshot")
                .then()
                .statusCode(200);
    }

    @Test
    void without_a_live_key_there_is_nothing() {
        TestShop shop = TestShop.open();
        String key = shop.sdkKey();
        int id = ApiClient.administrator()
                .request()
                .get(shop.environmentPath() + "/sdk-keys")
                .then()
                .extract()
                .jsonPath()
                .getInt("items[0].id");
        awaitRevision(key, 0);

        ApiClient.administrator()
                .request()
                .delete(shop.environmentPath() + "/sdk-keys/" + id)
                .then()
                .statusCode(204);

        TestShop.sdk(key, "a").get("/sdk/v1/snapshot").then().statusCode(401).contentType("application/problem+json");
        TestShop.sdk("bny_sdk_nonsense", "a").get("/sdk/v1/stream").then().statusCode(401);
    }

    @Test
    void a_stream_needs_to_know_whose_it_is() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String key = shop.sdkKey();
        awaitRevision(key, shop.revision());

        TestShop.sdk(key, "not an id")
                .get("/sdk/v1/stream")
                .then()
                .statusCode(422)
                .body("field", equalTo("Banyan-Instance"));
    }

    @Test
    void outcomes_are_counted_once_however_often_they_are_sent() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String key = shop.sdkKey();
        awaitRevision(key, shop.revision());

        telemetry(key, 1).then().statusCode(204);
        telemetry(key, 1).then().statusCode(204);
        telemetry(key, 2).then().statusCode(204);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> shop.editor()
                        .request()
                        .get(shop.routePath("orders.get") + "/health")
                        .then()
                        .statusCode(200)
                        .body("total.new.calls", equalTo(20))
                        .body("total.new.served", equalTo(20))
                        .body("total.new.errors", equalTo(4))
                        .body("missingKeys", equalTo(6)));
    }

    @Test
    void instances_are_for_those_who_may_look() {
        TestShop shop = TestShop.open();
        ApiClient viewer = TestUsers.with(Role.VIEWER, shop.project());

        viewer.request()
                .get(shop.environmentPath() + "/instances")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        TestUsers.stranger()
                .request()
                .get(shop.environmentPath() + "/instances")
                .then()
                .statusCode(404);
    }

    private static Response telemetry(String key, int sequence) {
        return TestShop.sdk(key, "a")
                .contentType(ContentType.JSON)
                .body("""
                    {"instance":"a","sequence":%d,"start":"2026-01-01T00:00:00Z","millis":1000,"newer":"ignored",
                     "outcomes":[{"route":"orders.get","stage":"complete","side":"new","operation":"read","calls":10,"errors":2,
                       "latency":[[112,3],[113,7]]},
                      {"route":"nobody.knows","stage":"off","side":"legacy","operation":"read","calls":1,"errors":0,"latency":[]}],
                     "missingKeys":{"orders.get":3}}\
                    """.formatted(sequence))
                .post("/sdk/v1/telemetry");
    }

    private static Response snapshot(String key) {
        // Without saying who asks: a look is not an instance.
        return given().auth().oauth2(key).get("/sdk/v1/snapshot");
    }

    private static Ruleset awaitRevision(String key, long revision) {
        return read(await().atMost(SOON)
                .until(
                        () -> snapshot(key),
                        answer -> answer.statusCode() == 200 && read(answer).revision() >= revision));
    }

    private static Ruleset read(Response answer) {
        return RulesetReader.read(answer.asByteArray());
    }
}
