package dev.banyan.server.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import dev.banyan.evaluation.Context;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.ConnectionState;
import dev.banyan.server.testing.TestPostgres;
import dev.banyan.server.testing.TestShop;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PostgreSQL can do to a server and its clients. Each test leaves the database as it should be. */
class DatabaseOutageIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path logs;

    private static TestPostgres database;
    private static ServerProcess server;

    private TestShop shop;
    private String key;
    private Banyan client;

    @BeforeAll
    static void start() {
        database = TestPostgres.start();
        server = ServerProcess.start(database, logs.resolve("server.log")).awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        ServerProcess.closeAll(server, database);
    }

    @BeforeEach
    void makeAShopWithAClient() {
        RestAssured.port = server.port();
        shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 100)).statusCode(200);
        key = shop.sdkKey();
        client = client("survivor");
        await().atMost(SOON).until(() -> isNew(client));
    }

    @AfterEach
    void closeTheClient() {
        client.close();
    }

    @Test
    void with_the_database_stopped_services_go_on_and_everything_recovers_by_itself() throws Exception {
        database.stop();
        awaitServing("from memory");

        servicesGoOn();
        peopleAreToldWhatWaits();
        stateOfHealth(200).body("checks.find { it.name == 'delivery' }.data.environments", greaterThan(0));

        database.startAgain();
        awaitServing("live");
        changesReachTheClient();
        assertThat(logLines("The database cannot be used")).hasSize(1);
        assertThat(logLines("The database is back")).hasSize(1);
        assertThat(logLines("\"level\":\"ERROR\"")).isEmpty();
    }

    @Test
    void without_a_free_connection_services_go_on_and_everything_recovers_by_itself() throws Exception {
        List<Connection> taken = new ArrayList<>();
        try {
            await().atMost(SOON).until(() -> takeAllConnections(taken));
            awaitServing("from memory");

            servicesGoOn();
            peopleAreToldWhatWaits();
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        awaitServing("live");
        changesReachTheClient();
    }

    @Test
    void a_stuck_change_of_one_environment_is_refused_in_words_and_stops_no_other() throws Exception {
        TestShop other = TestShop.open().route("orders.get", 2);
        try (Connection stuck = database.connect();
                Statement statement = stuck.createStatement()) {
            stuck.setAutoCommit(false);
            statement.execute("select 1 from environment where project_key = '" + shop.project() + "' for update");

            shop.patch("orders.get", Map.of("percentage", 99))
                    .statusCode(503)
                    .body("detail", containsString("Another change"));
            other.patch("orders.get", Map.of("percentage", 100)).statusCode(200);
            servicesGoOn();
            stuck.rollback();
        }
        changesReachTheClient();
    }

    @Test
    void a_server_that_starts_without_the_database_serves_from_its_disk() throws Exception {
        String before = snapshot(200).extract().header("ETag");
        // The age of the cache and the newest keys are on disk within seconds; at the stop at the latest.
        database.stop();
        server.close();
        server = ServerProcess.start(database, logs.resolve("server.log"), server.port())
                .awaitReady();
        awaitServing("from disk");

        stateOfHealth(200).body("checks.find { it.name == 'delivery' }.data.since", containsString("20"));
        assertThat(snapshot(200).extract().header("ETag")).isEqualTo(before);
        servicesGoOn();
        peopleAreToldWhatWaits();

        try (ServerProcess empty = ServerProcess.start(database, logs.resolve("empty.log"))) {
            await().atMost(Duration.ofMinutes(2)).until(() -> empty.status("/q/health/live") == 200);
            assertThat(empty.status("/q/health/ready")).isEqualTo(503);
            assertThat(snapshotAt(empty))
                    .as("not 401: the key may well be right")
                    .isEqualTo(503);

            database.startAgain();
            awaitServing("live");
            empty.awaitReady();
            assertThat(snapshotAt(empty)).isEqualTo(200);
        }
        changesReachTheClient();
    }

    private void servicesGoOn() {
        assertThat(isNew(client)).isTrue();
        snapshot(200);
        given().auth()
                .oauth2(key)
                .contentType(ContentType.JSON)
                .body(Map.of("context", Map.of("targetingKey", "ana")))
                .post("/ofrep/v1/evaluate/flags/orders.get")
                .then()
                .statusCode(200);
        try (Banyan late = client("late")) {
            await().atMost(SOON).until(() -> isNew(late) && late.status().state() == ConnectionState.STREAMING);
        }
    }

    private void peopleAreToldWhatWaits() {
        given().contentType(ContentType.JSON)
                .body(Map.of("username", "admin", "password", "x"))
                .post("/api/v1/tokens")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .body("detail", containsString("the database cannot be reached"));
    }

    private void changesReachTheClient() {
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> shop.editor()
                                .request()
                                .post(shop.routePath("orders.get") + "/rollback")
                                .statusCode()
                        == 200);
        await().atMost(SOON).until(() -> !isNew(client));
    }

    private ValidatableResponse snapshot(int status) {
        return given().auth().oauth2(key).get("/sdk/v1/snapshot").then().statusCode(status);
    }

    private int snapshotAt(ServerProcess other) {
        return given().port(other.port())
                .auth()
                .oauth2(key)
                .get("/sdk/v1/snapshot")
                .statusCode();
    }

    private static void awaitServing(String words) {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() ->
                        stateOfHealth(200).body("checks.find { it.name == 'delivery' }.data.serving", equalTo(words)));
    }

    private static ValidatableResponse stateOfHealth(int status) {
        return given().get("/q/health/ready").then().statusCode(status);
    }

    private static List<String> logLines(String words) throws Exception {
        return Files.readAllLines(logs.resolve("server.log")).stream()
                .filter(line -> line.contains(words))
                .toList();
    }

    /** @return whether the server holds none any more */
    private static boolean takeAllConnections(List<Connection> taken) {
        while (true) {
            try {
                taken.add(database.connect());
            } catch (SQLException full) {
                return closeThoseOfServers(taken.get(0)) == 0;
            }
        }
    }

    private static int closeThoseOfServers(Connection ours) {
        try (Statement statement = ours.createStatement()) {
            var closed = statement.executeQuery("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where application_name like 'banyan%'");
            closed.next();
            return closed.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Banyan client(String instance) {
        return server.client(key, instance);
    }

    private static boolean isNew(Banyan client) {
        return client.route("orders.get").isNew(Context.of("ana"));
    }
}
