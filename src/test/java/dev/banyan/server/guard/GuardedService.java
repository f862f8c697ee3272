package dev.banyan.server.guard;

import static org.awaitility.Awaitility.await;

import dev.banyan.server.testing.TestShop;
import dev.banyan.wire.LatencyBuckets;
import dev.banyan.wire.RulesetReader;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;

/** A service that tells what a test says of a two-stage route, as an SDK tells it. */
final class GuardedService {
    private static final String ROUTE = "orders.get";

    private final TestShop shop;
    private final String key;
    private int batches;

    GuardedService(TestShop shop) {
        this.shop = shop;
        this.key = shop.sdkKey();
        long revision = shop.revision();
        await().atMost(Duration.ofSeconds(60)).until(() -> holds(revision));
        afterTheChange();
    }

    /** Outcomes are kept by whole seconds, and the second of a change belongs to what was before it. */
    GuardedService afterTheChange() {
        long second = Instant.now().getEpochSecond();
        await().atMost(Duration.ofSeconds(60)).until(() -> Instant.now().getEpochSecond() > second);
        return this;
    }

    private boolean holds(long revision) {
        Response answer = TestShop.sdk(key, "service-1").get("/sdk/v1/snapshot");
        return answer.statusCode() == 200
                && RulesetReader.read(answer.asByteArray()).revision() >= revision;
    }

    /** What happened in the last moment, wholly after the change that was made before. */
    GuardedService sends(long legacyCalls, long legacyErrors, long newCalls, long newErrors) {
        TestShop.sdk(key, "service-1")
                .contentType(ContentType.JSON)
                .body("{\"instance\":\"service-1\",\"sequence\":%d,\"millis\":10,\"outcomes\":[%s,%s]}"
                        .formatted(
                                ++batches,
                                outcome("off", "legacy", legacyCalls, legacyErrors),
                                outcome("complete", "new", newCalls, newErrors)))
                .post("/sdk/v1/telemetry")
                .then()
                .statusCode(204);
        return this;
    }

    private static String outcome(String stage, String side, long calls, long errors) {
        return """
                {"route":"%s","stage":"%s","side":"%s","operation":"call","calls":%d,"errors":%d,"latency":[[%d,%d]]}""".formatted(ROUTE, stage, side, calls, errors, LatencyBuckets.index(12_000), calls);
    }

    JsonPath standing() {
        return get("/guard");
    }

    JsonPath decisions() {
        return get("/decisions");
    }

    /** Counts all that was sent so far. */
    void seen(long callsOnNew) {
        await().atMost(Duration.ofSeconds(60)).until(() -> standing().getLong("callsOnNew") >= callsOnNew);
    }

    /** The newest decision, as soon as it is carried out and told. */
    JsonPath decided() {
        await().atMost(Duration.ofSeconds(60)).until(() -> decisions().getString("items[0].toldAt") != null);
        return get("/decisions/" + decisions().getLong("items[0].id"));
    }

    JsonPath get(String path) {
        return shop.editor()
                .request()
                .get(shop.routePath(ROUTE) + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
