package dev.banyan.server.it;

import static org.awaitility.Awaitility.await;

import dev.banyan.server.testing.TestShop;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One route with its plan and its guard, and all that is told of them, as its editor finds it. */
record RouteStory(TestShop shop, String key) {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** It only reads: as long as writes alone go to both sides, time is all that a plan waits for. */
    static RouteStory reading(TestShop shop, String key) {
        return new RouteStory(shop.route(key, 6, Map.of("method", "GET", "path", "/" + key)), key);
    }

    /** As many steps of a route that only reads, each of which lasts for some time. */
    RouteStory startSteps(int count, int seconds) {
        return start(IntStream.rangeClosed(1, count)
                .<Map<String, ?>>mapToObj(i -> Map.of(
                        "stage",
                        "dualwrite",
                        "percentage",
                        i * 100.0 / count,
                        "minimumSeconds",
                        seconds,
                        "guard",
                        "none"))
                .toList());
    }

    RouteStory start(List<Map<String, ?>> steps) {
        String path = shop.routePath(key) + "/plan";
        shop.editor().request().body(Map.of("steps", steps)).put(path).then().statusCode(200);
        String version = shop.editor().request().get(path).header("ETag");
        shop.editor()
                .request()
                .header("If-Match", version)
                .post(path + "/start")
                .then()
                .statusCode(200);
        return this;
    }

    void awaitStep(int step) {
        await().atMost(SOON).ignoreExceptions().until(() -> step() >= step);
    }

    void awaitFinished() {
        await().atMost(SOON).ignoreExceptions().until(() -> "finished".equals(planStatus()));
    }

    int step() {
        return get("/plan").getInt("step");
    }

    String planStatus() {
        return get("/plan").getString("status");
    }

    /** The steps that the plan held when it moved, newest first. */
    List<Integer> stepsTaken() {
        return get("/plan").getList("events.findAll { it.kind == 'stepped' }.step");
    }

    long callsOnNew() {
        return get("/guard").getLong("callsOnNew");
    }

    /** What the guard decided, newest first. */
    List<Map<String, ?>> decisions() {
        return get("/decisions").getList("items");
    }

    void awaitDecisionTold() {
        await().atMost(SOON).until(() -> get("/decisions").getString("items[0].toldAt") != null);
    }

    /** The words of the changes that somebody made, newest first. */
    List<String> changesBy(String actor, String action) {
        return get("/history")
                .getList("items.findAll { it.actor == '" + actor + "' && it.action == '" + action + "' }.reason");
    }

    List<String> noticesOf(String kind) {
        return read("/api/v1/projects/" + shop.project() + "/notices")
                .getList("items.findAll { it.kind == '" + kind + "' && it.routes == ['" + key + "'] }.words");
    }

    List<String> auditedActorsOf(String action) {
        return read("/api/v1/projects/" + shop.project() + "/audit?action=" + action)
                .getList("items.findAll { it.subject == '" + key + "' }.actor");
    }

    private JsonPath get(String path) {
        return read(shop.routePath(key) + path);
    }

    private JsonPath read(String path) {
        return shop.editor()
                .request()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
