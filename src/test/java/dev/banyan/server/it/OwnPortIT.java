package dev.banyan.server.it;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.banyan.server.testing.TestPorts;
import dev.banyan.server.testing.TestPostgres;
import dev.banyan.server.testing.TestShop;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server whose health and metrics have a port of their own, and whose people may change little in one go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnPortIT {
    private static final int BURST = 20;

    @TempDir
    static Path directory;

    private final int port = TestPorts.free();
    private final String management = "http://127.0.0.1:" + port;
    private TestPostgres database;
    private ServerProcess server;
    private TestShop shop;

    @BeforeAll
    void start() {
        database = TestPostgres.start();
        server = ServerProcess.start(
                        database,
                        directory.resolve("server.log"),
                        TestPorts.free(),
                        "-Dbanyan.management.port=" + port,
                        "-Dbanyan.access.write-burst=" + BURST,
                        "-Dbanyan.access.writes-per-second=1")
                .awaitReady(management);
        RestAssured.port = server.port();
        shop = TestShop.open().route("orders.get", 2);
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {server, database}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void health_and_metrics_are_there_only_and_nothing_else_is() {
        for (String path : new String[] {"/q/health", "/q/health/ready", "/q/metrics"}) {
            given().get(management + path).then().statusCode(200);
            given().get(path).then().statusCode(404).body(not(containsString("banyan_")));
        }
        given().get(management + "/q/health/ready").then().body(containsString("\"serves\""));
        given().get(management + "/sign-in").then().statusCode(404);
        given().get(management + "/api/v1/projects").then().statusCode(404);
        given().get("/sign-in").then().statusCode(200);
    }

    @Test
    void one_person_cannot_change_without_end_but_always_go_back() {
        Response answer = attempt();
        for (int i = 0; i < 10 * BURST && answer.statusCode() != 429; i++) {
            answer = attempt();
        }
        answer.then()
                .statusCode(429)
                .header("Retry-After", "1")
                .body("type", equalTo("urn:banyan:problem:too-many-requests"));

        for (int i = 0; i < 2 * BURST; i++) {
            shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        }
    }

    /** Refused for its own sake as long as it is not one too many: it names no version. */
    private Response attempt() {
        return shop.editor().request().body(Map.of("percentage", 1)).patch(shop.flagPath("orders.get"));
    }
}
