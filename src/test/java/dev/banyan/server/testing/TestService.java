package dev.banyan.server.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.banyan.evaluation.Side;
import dev.banyan.wire.RulesetReader;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;

/** An instance of a service that reports what a test tells it to, as an SDK would. */
public final class TestService {
    private final String key;
    private final String instance;
    private final String application;
    private int batches;

    private TestService(String key, String instance, String application) {
        this.key = key;
        this.instance = instance;
        this.application = application;
    }

    /** Of the shop's environment, once the server has all of its routes in memory. */
    public static TestService of(TestShop shop, String instance, String application) {
        String key = shop.sdkKey();
        long revision = shop.revision();
        await().atMost(Duration.ofSeconds(60)).until(() -> holds(key, revision));
        return new TestService(key, instance, application);
    }

    /** Another instance with the same key. */
    public TestService beside(String instance, String application) {
        return new TestService(key, instance, application);
    }

    public ValidatableResponse report(String routes, String backlogs) {
        return request()
                .body("{\"instance\":\"%s\",\"routes\":[%s],\"backlogs\":[%s],\"newer\":\"ignored\"}"
                        .formatted(instance, routes, backlogs))
                .post("/sdk/v1/instance")
                .then();
    }

    public ValidatableResponse declares(String... routes) {
        return report(String.join(",", routes), "").statusCode(204);
    }

    public ValidatableResponse misses(String route, String ledger, long entries) {
        return report("", backlog(route, ledger, entries)).statusCode(204);
    }

    public ValidatableResponse compares(String comparisons) {
        return compares(++batches, comparisons);
    }

    public ValidatableResponse compares(int sequence, String comparisons) {
        return request()
                .body("{\"instance\":\"%s\",\"sequence\":%d,\"comparisons\":[%s]}"
                        .formatted(instance, sequence, comparisons))
                .post("/sdk/v1/telemetry")
                .then();
    }

    /** Calls of the new side, at stage {@code complete}, in the last second. */
    public void calls(String route, int calls) {
        sends(++batches, 0, 1_000, outcome(route, calls, 0, "[[100," + calls + "]]"))
                .statusCode(204);
    }

    /** Calls of legacy all the same, in the last second. */
    public void callsLegacy(String route, int calls) {
        String outcome = outcome(route, calls, 0, "[[100," + calls + "]]").replace("\"new\"", "\"legacy\"");
        sends(++batches, 0, 1_000, outcome).statusCode(204);
    }

    /**
     * A batch of outcomes.
     *
     * @param age milliseconds since it was cut off, or what else the header is to say
     * @param millis how long it was counted
     * @param fields of the batch
     */
    public ValidatableResponse sends(long sequence, Object age, long millis, String fields) {
        return request()
                .header("Banyan-Age", age)
                .body("{\"instance\":\"%s\",\"sequence\":%d,\"millis\":%d,%s}"
                        .formatted(instance, sequence, millis, fields))
                .post("/sdk/v1/telemetry")
                .then();
    }

    /** Calls of both sides of a route of two stages, in the last moment. */
    public void serves(String route, long legacyCalls, long legacyErrors, long newCalls, long newErrors) {
        String both = side(route, "off", "legacy", legacyCalls, legacyErrors) + ","
                + side(route, "complete", "new", newCalls, newErrors);
        sends(++batches, 0, 10, "\"outcomes\":[" + both + "]").statusCode(204);
    }

    private static String side(String route, String stage, String side, long calls, long errors) {
        return """
            {"route":"%s","stage":"%s","side":"%s","operation":"call","calls":%d,"errors":%d,"latency":[[100,%4$d]]}\
            """.formatted(route, stage, side, calls, errors);
    }

    /** The field with outcomes of the new side. */
    public static String outcome(String route, int calls, int errors, String latency) {
        return """
            "outcomes":[{"route":"%s","stage":"complete","side":"new","operation":"read","calls":%d,"errors":%d,"latency":%s}]\
            """.formatted(route, calls, errors, latency);
    }

    public static String route(String key, Integer kind, String defaultStage, String site) {
        return "{\"key\":\"%s\",\"kind\":%s,\"default\":\"%s\",\"sites\":[\"%s\"],\"openings\":0}"
                .formatted(key, kind, defaultStage, site);
    }

    /** As an SDK that knows no sides tells it. */
    public static String backlog(String route, String ledger, long entries) {
        return """
            {"ledger":"%s","route":"%s","entries":%d,"oldest":"2026-01-01T08:00:00Z","lost":%d,
             "reasons":{"IllegalStateException":%d}}\
            """.formatted(ledger, route, entries, Math.min(entries, 1), entries);
    }

    /** As an SDK of today tells it. */
    public static String backlog(String route, String ledger, Side side, long entries, long lost) {
        return """
            {"ledger":"%s","route":"%s","side":"%s","entries":%d,"oldest":"2026-01-01T08:00:00Z","lost":%d,"reasons":{}}\
            """.formatted(ledger, route, side.key(), entries, lost);
    }

    private RequestSpecification request() {
        return given().auth()
                .oauth2(key)
                .contentType(ContentType.JSON)
                .header("Banyan-Instance", instance)
                .header("Banyan-Application", application)
                .header("Banyan-Application-Version", "1.4")
                .header("Banyan-Host", instance + ".host")
                .header("Banyan-Sdk", "test/1");
    }

    private static boolean holds(String key, long revision) {
        // Without saying who asks: a look is not an instance.
        Response answer = given().auth().oauth2(key).get("/sdk/v1/snapshot");
        return answer.statusCode() == 200
                && RulesetReader.read(answer.asByteArray()).revision() >= revision;
    }
}
