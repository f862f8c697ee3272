package dev.banyan.server.plan;

import static org.awaitility.Awaitility.await;

import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.TestShop;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The plan of {@code orders.get} in a shop, as its editor meets it. */
record TestPlan(TestShop shop, String path) {
    private static final Duration SOON = Duration.ofSeconds(60);

    static TestPlan of(TestShop shop) {
        return new TestPlan(shop, shop.routePath("orders.get") + "/plan");
    }

    /** Steps without a minimum time or number of requests. */
    static Map<String, ?> steps(int... percentages) {
        return Map.of(
                "steps",
                Stream.of(percentages)
                        .flatMap(all -> java.util.Arrays.stream(all).boxed())
                        .map(percentage -> Map.of("percentage", percentage))
                        .toList());
    }

    static Map<String, ?> step(int percentage, Map<String, ?> more) {
        Map<String, Object> step = new LinkedHashMap<>(more);
        step.put("percentage", percentage);
        return step;
    }

    static Map<String, ?> own(Map<String, ?>... steps) {
        return Map.of("steps", List.of(steps));
    }

    TestPlan put(Map<String, ?> body) {
        shop.editor().request().body(body).put(path).then().statusCode(200);
        return this;
    }

    ValidatableResponse edit(Map<String, ?> body) {
        return shop.editor()
                .request()
                .header("If-Match", version())
                .body(body)
                .put(path)
                .then();
    }

    TestPlan started() {
        act("start").statusCode(200);
        return this;
    }

    ValidatableResponse act(String action) {
        return actAs(shop.editor(), action);
    }

    ValidatableResponse actAs(ApiClient user, String action) {
        return user.request()
                .header("If-Match", version())
                .body(Map.of("reason", "for the test"))
                .post(path + "/" + action)
                .then();
    }

    JsonPath read() {
        return shop.editor()
                .request()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    long id() {
        return read().getLong("id");
    }

    String version() {
        return "\"" + read().getLong("version") + "\"";
    }

    void awaitStep(int step) {
        awaitTurns(plan -> plan.getInt("step") == step);
    }

    void awaitStatus(String status) {
        awaitTurns(plan -> plan.getString("status").equals(status));
    }

    void awaitWaitingFor(String reason) {
        awaitTurns(plan -> reason.equals(plan.getString("waitsFor.reason")));
    }

    void awaitEvent(String kind) {
        awaitTurns(plan -> plan.getString("events[0].kind").equals(kind));
    }

    /** As on one replica more, which need not wait for the next second. */
    private void awaitTurns(Predicate<JsonPath> wanted) {
        await().atMost(SOON).until(() -> {
            JsonPath plan = read();
            boolean there = wanted.test(plan);
            if (!there) {
                CDI.current().select(PlanDriver.class).get().turn(plan.getLong("id"));
            }
            return there;
        });
    }

    int share(String route) {
        return shop.flag(route).getInt("cohorts[0].rollout.percentage");
    }
}
