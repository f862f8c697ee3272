package dev.banyan.server.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.TestPostgres;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollback while the database is away: on two real replicas whose database is stopped and started. */
class EmergencyIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Refused connections are known at once; nobody who rolls back waits for a time-out of the pool, which is 5 s. */
    private static final Duration AT_ONCE = Duration.ofMillis(4_500);

    @TempDir
    static Path logs;

    private static TestPostgres database;
    private static ServerProcess one;
    private static ServerProcess other;

    private TestShop shop;
    private String key;
    private ApiClient viewer;
    private ApiClient stranger;
    private PlainBrowser browser;
    private EmergencyRecord record;

    @BeforeAll
    static void start() {
        database = TestPostgres.start();
        one = ServerProcess.start(database, logs.resolve("one.log"));
        other = ServerProcess.start(database, logs.resolve("other.log"));
        ServerProcess.awaitReady(one, other);
    }

    @AfterAll
    static void stop() throws Exception {
        ServerProcess.closeAll(other, one, database);
    }

    @BeforeEach
    void makeAShopThatBothKnow() throws Exception {
        RestAssured.port = one.port();
        shop = TestShop.open().route("orders.get", 2).route("orders.place", 6);
        shop.patch("orders.get", Map.of("percentage", 100)).statusCode(200);
        key = shop.sdkKey();
        // Tokens are made with a password, which cannot be done without the database.
        stranger = TestUsers.stranger();
        stranger.token();
        browser = PlainBrowser.signIn(shop.editor());
        // The last: a replica reads roles first, so one that knows of this one knows all the others.
        viewer = TestUsers.with(Role.VIEWER, shop.project());
        viewer.token();
        record = new EmergencyRecord(shop, key);
        for (ServerProcess replica : List.of(one, other)) {
            awaitKnown(replica);
        }
    }

    @AfterEach
    void bringTheDatabaseBack() {
        if (!database.answers()) {
            database.startAgain();
        }
        for (ServerProcess replica : List.of(one, other)) {
            await().atMost(SOON).until(() -> replica.status("/q/health/ready") == 200);
        }
        RestAssured.port = one.port();
    }

    @Test
    void it_reaches_both_replicas_at_once_and_is_recorded_once_with_its_true_time() throws Exception {
        database.stop();
        Instant pressed = Instant.now();

        JsonPath taken = rollBack("orders.get", Map.of("reason", "prices are wrong"), 202);

        assertThat(Duration.between(pressed, Instant.now())).isLessThan(AT_ONCE);
        String id = taken.getString("id");
        assertThat(taken.getBoolean("recorded")).isFalse();
        assertThat(taken.getBoolean("survivesRestart")).isTrue();
        assertThat(Instant.parse(taken.getString("takenAt"))).isCloseTo(pressed, within(5, ChronoUnit.SECONDS));
        record.awaitInForce(one, id);
        record.awaitInForce(other, id);
        assertThat(rollBack("orders.get", Map.of(), 202).getString("id"))
                .as("pressed again")
                .isEqualTo(id);

        one.kill();
        database.startAgain();

        RestAssured.port = other.port();
        record.awaitSettled(id);
        shop.editor()
                .request()
                .get(shop.routePath("orders.get") + "/history")
                .then()
                .statusCode(200)
                .body("items[0].action", equalTo("flag.rolled-back"))
                .body("items[0].reason", equalTo("prices are wrong"))
                .body("items[0].actor", equalTo(shop.editor().username()))
                .body("items[0].takenAt", equalTo(taken.getString("takenAt")));
        assertThat(shop.flag("orders.get").getString("rollback.at")).isEqualTo(taken.getString("takenAt"));

        // The one that took it finds it on its disk, and that it is done.
        long revision = shop.revision();
        one = ServerProcess.start(database, logs.resolve("one.log"), one.port()).awaitReady();
        RestAssured.port = one.port();
        record.awaitNothingHeld(one);
        assertThat(shop.revision()).isEqualTo(revision);
        assertThat(EmergencyRecord.rows(database, id)).isEqualTo(1);
        record.verifyAuditTrail(id, taken.getString("takenAt"), one, other);
    }

    @Test
    void it_survives_the_kill_of_the_only_replica_that_knows_of_it() throws Exception {
        other.close();
        database.stop();

        JsonPath taken = rollBack("orders.place", Map.of(), 202);
        String id = taken.getString("id");
        assertThat(taken.getInt("told.replicas")).isZero();
        assertThat(taken.getInt("told.of")).isPositive();
        one.kill();
        one = ServerProcess.start(database, logs.resolve("one.log"), one.port()).awaitReady();
        database.startAgain();
        // It knows nothing of this, and is for the tests after this one.
        other = ServerProcess.start(database, logs.resolve("other.log"), other.port());

        RestAssured.port = one.port();
        record.awaitSettled(id);
        assertThat(EmergencyRecord.rows(database, id)).isEqualTo(1);
        assertThat(shop.flag("orders.place").getString("rollback.at")).isEqualTo(taken.getString("takenAt"));
        other.awaitReady();
    }

    @Test
    void nobody_may_more_than_before_and_what_has_to_wait_says_what_does_not() {
        database.stop();

        viewer.request().post(shop.routePath("orders.get") + "/rollback").then().statusCode(403);
        stranger.request()
                .post(shop.routePath("orders.get") + "/rollback")
                .then()
                .statusCode(404);
        given().post(shop.routePath("orders.get") + "/rollback").then().statusCode(401);
        given().auth()
                .oauth2(shop.editor().token() + "x")
                .post(shop.routePath("orders.get") + "/rollback")
                .then()
                .statusCode(401);
        rollBack("nothing.of.the.kind", Map.of(), 404);
        for (String refused : List.of("/resume", "/routes/orders.get/resume", "/migrations/checkout/rollback")) {
            shop.editor()
                    .request()
                    .post(shop.environmentPath() + refused)
                    .then()
                    .statusCode(503)
                    .body("remedy", containsString("oll back"));
        }
        given().contentType(ContentType.JSON)
                .body(Map.of("username", "admin", "password", "whatever it is"))
                .post("/api/v1/tokens")
                .then()
                .statusCode(503)
                .body("detail", containsString("Nobody can sign in"));
        assertThat(record.snapshot(one).getList("emergencies")).isNull();
    }

    @Test
    void the_page_offers_the_way_back_without_scripts_and_its_token_protects_it() {
        String page = "/projects/" + shop.project() + "/environments/production";
        database.stop();
        await().atMost(SOON).until(() -> browser.request().get(page).statusCode() == 503);

        String html = browser.request().get(page).asString();
        assertThat(html).contains("The database is away", "orders.get", page + "/routes/orders.get/rollback");

        browser.request()
                .formParam("csrf", "a guess")
                .post(page + "/routes/orders.get/rollback")
                .then()
                .statusCode(403);
        given().redirects()
                .follow(false)
                .post(page + "/routes/orders.get/rollback")
                .then()
                .statusCode(303);
        assertThat(record.snapshot(one).getList("emergencies")).isNull();

        browser.request()
                .formParam("csrf", PlainBrowser.csrf(html))
                .post(page + "/rollback")
                .then()
                .statusCode(303)
                .header("Location", containsString(page));
        browser.request().get(page).then().statusCode(503).body(containsString("Rolled back every route"));
        String id = record.snapshot(one).getString("emergencies[0].id");
        record.awaitInForce(other, id);

        database.startAgain();
        record.awaitSettled(id);
        await().atMost(SOON).until(() -> browser.request().get(page).statusCode() == 200);
        shop.editor()
                .request()
                .get(shop.environmentPath())
                .then()
                .statusCode(200)
                .body("rollback", equalTo("rollback"));
    }

    private JsonPath rollBack(String route, Map<String, ?> body, int status) {
        return shop.act(route, "rollback", body).statusCode(status).extract().jsonPath();
    }

    private void awaitKnown(ServerProcess replica) {
        long revision = shop.revision();
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> record.snapshot(replica).getLong("revision") >= revision);
        await().atMost(SOON)
                .until(() -> replica.keeps("people", "\"" + shop.project() + "\":\"" + Role.VIEWER.key() + "\""));
    }
}
