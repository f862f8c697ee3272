package dev.banyan.server.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Reason;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.ConnectionState;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.TestPostgres;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestStream;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two equal servers on one database, with real SDKs as their clients. In the end one of them is killed, and then the other one is stopped. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Long enough for the test to look around meanwhile. */
    private static final Duration DRAIN = Duration.ofSeconds(8);

    private static final int STEPS = 5;

    private static final int LAST_OF_ONE = Order.DEFAULT + 1;
    private static final int LAST_OF_ALL = LAST_OF_ONE + 1;

    @TempDir
    static Path logs;

    private static TestPostgres database;
    private static ServerProcess one;
    private static ServerProcess other;

    private TestShop shop;
    private String key;

    @BeforeAll
    static void start() {
        database = TestPostgres.start();
        one = ServerProcess.start(database, logs.resolve("one.log"));
        other = ServerProcess.start(database, logs.resolve("other.log"), "-Dbanyan.delivery.drain=" + DRAIN);
        ServerProcess.awaitReady(one, other);
    }

    @AfterAll
    static void stop() throws Exception {
        ServerProcess.closeAll(other, one, database);
    }

    /** For those tests that still find both. */
    @BeforeEach
    void makeAShop() {
        if (one.isRunning()) {
            makeAShopAtOne();
        }
    }

    private void makeAShopAtOne() {
        RestAssured.port = one.port();
        // The test before may have taken its connections away.
        await().atMost(SOON)
                .until(() -> ApiClient.administrator()
                                .request()
                                .get("/api/v1/projects")
                                .statusCode()
                        == 200);
        shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 100)).statusCode(200);
        key = shop.sdkKey();
        // The other replica hears of a new key within a second or two.
        RestAssured.port = other.port();
        await().atMost(SOON)
                .until(() -> given().auth().oauth2(key).get("/sdk/v1/snapshot").statusCode() == 200);
        RestAssured.port = one.port();
    }

    @Test
    void a_rollback_at_one_reaches_the_clients_of_both_and_both_can_prove_it() {
        try (Banyan here = one.client(key, "here");
                Banyan there = other.client(key, "there")) {
            awaitStreaming(here, there);
            assertThat(isNew(here)).isTrue();
            assertThat(isNew(there)).isTrue();

            shop.act("orders.get", "rollback", Map.of()).statusCode(200);

            await().atMost(SOON).until(() -> !isNew(here) && !isNew(there));
            assertThat(there.route("orders.get").decide(Context.of("ana")).reason())
                    .isEqualTo(Reason.ROLLBACK);
            for (ServerProcess replica : List.of(one, other)) {
                RestAssured.port = replica.port();
                await().atMost(SOON)
                        .untilAsserted(() -> shop.editor()
                                .request()
                                .get(shop.environmentPath() + "/convergence")
                                .then()
                                .statusCode(200)
                                .body("total", equalTo(2))
                                .body("applied", equalTo(2)));
            }
        }
    }

    @Test
    void with_every_database_connection_killed_clients_are_served_and_changes_go_on() throws Exception {
        try (Banyan client = other.client(key, "survivor")) {
            awaitStreaming(client);

            killAllConnections();

            assertThat(isNew(client)).isTrue();
            assertThat(given().auth().oauth2(key).get("/sdk/v1/snapshot").statusCode())
                    .isEqualTo(200);
            rollBack();
            await().atMost(SOON).until(() -> !isNew(client));
        }
    }

    @Test
    void after_a_restore_everybody_follows_to_the_lower_revision() throws Exception {
        try (Banyan here = one.client(key, "here");
                Banyan there = other.client(key, "there")) {
            awaitStreaming(here, there);
            EnvironmentBackup backup = EnvironmentBackup.take(database, shop);
            long revision = shop.revision();
            rollBack();
            await().atMost(SOON).until(() -> !isNew(here) && !isNew(there));
            String epoch = here.status().epoch();

            backup.restore();

            await().atMost(SOON).until(() -> isNew(here) && isNew(there));
            for (Banyan each : List.of(here, there)) {
                assertThat(each.status().revision()).isEqualTo(revision);
                assertThat(each.status().epoch()).isNotEqualTo(epoch);
            }
            assertThat(here.status().epoch()).isEqualTo(there.status().epoch());
            rollBack();
            await().atMost(SOON).until(() -> !isNew(here) && !isNew(there));
        }
    }

    @Test
    @Order(LAST_OF_ONE)
    void a_plan_takes_each_step_once_through_the_death_of_a_replica_and_a_restart_of_the_database() throws Exception {
        RouteStory route = RouteStory.reading(shop, "orders.list");
        long before = shop.revision();
        route.startSteps(STEPS, 1).awaitStep(0);

        one.kill();
        RestAssured.port = other.port();
        route.awaitStep(2);
        database.stop();
        database.startAgain();

        route.awaitFinished();
        assertThat(shop.revision()).isEqualTo(before + STEPS);
        assertThat(shop.flag("orders.list").getInt("cohorts[0].rollout.percentage"))
                .isEqualTo(100);
        assertThat(route.stepsTaken()).isEqualTo(List.of(4, 3, 2, 1, 0));
    }

    /** A replica behind a load balancer is stopped. */
    @Test
    @Order(LAST_OF_ALL)
    void it_is_not_ready_takes_no_streams_and_ends_its_own_before_it_stops() throws Exception {
        RestAssured.port = other.port();
        TestShop last = TestShop.open().route("orders.get", 2);
        last.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        String known = last.sdkKey();
        TestStream open = TestStream.open(known, "a");
        assertThat(open.next().event()).isEqualTo("snapshot");

        TestStream flags = TestStream.ofFlags(known);
        assertThat(flags.status()).isEqualTo(200);
        long before = last.revision();
        // For an instance that never says that it has applied it.
        CompletableFuture<ValidatableResponse> waiting =
                CompletableFuture.supplyAsync(() -> last.act("orders.get", "rollback?wait=30s", Map.of()));
        await().atMost(SOON).until(() -> last.revision() > before);

        other.askToStop();

        await().atMost(SOON).until(() -> other.status("/q/health/ready") == 503);
        TestStream late = TestStream.open(known, "b");
        assertThat(late.status()).isEqualTo(503);
        assertThat(Integer.parseInt(late.header("Retry-After"))).isBetween(2, 10);
        assertThat(TestStream.ofFlags(known).status()).isEqualTo(503);
        open.awaitEnd(DRAIN);
        flags.awaitEnd(DRAIN);
        waiting.get(DRAIN.toSeconds(), TimeUnit.SECONDS).statusCode(200).body("convergence.complete", equalTo(false));
        assertThat(other.isRunning()).as("streams end before the process does").isTrue();
        await().atMost(SOON).until(() -> !other.isRunning());
        assertThat(Files.readString(logs.resolve("other.log"))).doesNotContain("graceful shutdown");
    }

    private void rollBack() {
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> shop.editor()
                                .request()
                                .post(shop.routePath("orders.get") + "/rollback")
                                .statusCode()
                        == 200);
    }

    private static void killAllConnections() throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            var killed = statement.executeQuery("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and application_name like 'banyan%'");
            killed.next();
            assertThat(killed.getInt(1)).isPositive();
        }
    }

    private static void awaitStreaming(Banyan... clients) {
        for (Banyan client : clients) {
            await().atMost(SOON).until(() -> client.status().state() == ConnectionState.STREAMING);
        }
    }

    private static boolean isNew(Banyan client) {
        return client.route("orders.get").isNew(Context.of("ana"));
    }
}
