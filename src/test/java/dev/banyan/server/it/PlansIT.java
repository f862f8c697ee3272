package dev.banyan.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.server.testing.TestPostgres;
import dev.banyan.server.testing.TestShop;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running plan among the things that die: the replica that drives it, and the database under it. */
class PlansIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int STEPS = 5;

    @TempDir
    static Path logs;

    private static TestPostgres database;
    private static ServerProcess one;
    private static ServerProcess other;

    @BeforeAll
    static void start() {
        database = TestPostgres.start();
        one = ServerProcess.start(database, logs.resolve("one.log"));
        other = ServerProcess.start(database, logs.resolve("other.log"));
        ServerProcess.awaitReady(one, other);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable started : new AutoCloseable[] {other, one, database}) {
            if (started != null) {
                started.close();
            }
        }
        RestAssured.port = RestAssured.UNDEFINED_PORT;
    }

    /** The route only reads and its plan stays where writes alone go to both sides, so time is all that a step waits for. */
    @Test
    void a_plan_takes_each_step_once_through_the_death_of_a_replica_and_a_restart_of_the_database() throws Exception {
        RestAssured.port = one.port();
        TestShop shop = TestShop.open().route("orders.get", 6, Map.of("method", "GET", "path", "/orders/{id}"));
        String path = shop.routePath("orders.get") + "/plan";
        shop.editor().request().body(Map.of("steps", steps())).put(path).then().statusCode(200);
        String version = shop.editor().request().get(path).header("ETag");
        shop.editor()
                .request()
                .header("If-Match", version)
                .post(path + "/start")
                .then()
                .statusCode(200);
        awaitStep(shop, path, 0);
        long first = shop.revision();

        one.kill();
        RestAssured.port = other.port();
        awaitStep(shop, path, 2);
        database.stop();
        database.startAgain();

        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> "finished".equals(plan(shop, path).getString("status")));
        assertThat(shop.revision()).isEqualTo(first + STEPS - 1);
        assertThat(shop.flag("orders.get").getInt("cohorts[0].rollout.percentage"))
                .isEqualTo(100);
        assertThat(plan(shop, path).getList("events.findAll { it.kind == 'stepped' }.step"))
                .isEqualTo(List.of(4, 3, 2, 1, 0));
    }

    private static List<Map<String, ?>> steps() {
        return IntStream.rangeClosed(1, STEPS)
                .<Map<String, ?>>mapToObj(i -> Map.of(
                        "stage", "dualwrite", "percentage", i * 100 / STEPS, "minimumSeconds", 1, "guard", "none"))
                .toList();
    }

    private static void awaitStep(TestShop shop, String path, int step) {
        await().atMost(SOON).ignoreExceptions().until(() -> plan(shop, path).getInt("step") >= step);
    }

    private static JsonPath plan(TestShop shop, String path) {
        return shop.editor()
                .request()
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
