package dev.banyan.server.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.banyan.server.access.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.TestPostgres;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollback while the database is away: on two real replicas whose database is stopped and started. */
class EmergencyIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    /** Refused connections are known at once; nobody who rolls back waits for a time-out of the pool. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    @TempDir
    static Path logs;

    private static TestPostgres database;
    private static ServerProcess one;
    private static ServerProcess other;

    private TestShop shop;
    private String key;
    private ApiClient viewer;
    private ApiClient stranger;
    private String session;

    @BeforeAll
    static void start() {
        database = TestPostgres.start();
        one = ServerProcess.start(database, logs.resolve("one.log")).awaitReady();
        other = ServerProcess.start(database, logs.resolve("other.log")).awaitReady();
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

    @BeforeEach
    void makeAShopThatBothKnow() throws Exception {
        RestAssured.port = one.port();
        shop = TestShop.open().route("orders.get", 2).route("orders.place", 6);
        shop.patch("orders.get", Map.of("percentage", 100)).statusCode(200);
        key = shop.sdkKey();
        viewer = TestUsers.with(Role.VIEWER, shop.project());
        stranger = TestUsers.stranger();
        // Tokens are made with a password, which cannot be done without the database.
        viewer.token();
        stranger.token();
        session = signIn(shop.editor());
        for (ServerProcess replica : List.of(one, other)) {
            awaitKnown(replica);
        }
    }

    @AfterEach
    void bringTheDatabaseBack() {
        if (!databaseAnswers()) {
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
        assertThat(Instant.parse(taken.getString("takenAt"))).isCloseTo(pressed, within(3, ChronoUnit.SECONDS));
        awaitInForce(one, id);
        awaitInForce(other, id);
        assertThat(rollBack("orders.get", Map.of(), 202).getString("id"))
                .as("pressed again")
                .isEqualTo(id);

        one.kill();
        database.startAgain();

        RestAssured.port = other.port();
        awaitSettled(id);
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
        awaitNothingHeld(one);
        assertThat(shop.revision()).isEqualTo(revision);
        assertThat(recorded(id)).isEqualTo(1);
        verifyAuditTrail(id, taken.getString("takenAt"));
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

        RestAssured.port = one.port();
        awaitSettled(id);
        assertThat(recorded(id)).isEqualTo(1);
        assertThat(shop.flag("orders.place").getString("rollback.at")).isEqualTo(taken.getString("takenAt"));
        other = ServerProcess.start(database, logs.resolve("other.log"), other.port())
                .awaitReady();
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
        assertThat(snapshot(one).getList("emergencies")).isNull();
    }

    @Test
    void the_page_offers_the_way_back_without_scripts_and_its_token_protects_it() {
        String page = "/projects/" + shop.project() + "/environments/production";
        database.stop();
        await().atMost(SOON).until(() -> browser().get(page).statusCode() == 503);

        String html = browser().get(page).asString();
        assertThat(html).contains("The database is away", "orders.get", page + "/routes/orders.get/rollback");

        browser()
                .formParam("csrf", "a guess")
                .post(page + "/routes/orders.get/rollback")
                .then()
                .statusCode(403);
        given().redirects()
                .follow(false)
                .post(page + "/routes/orders.get/rollback")
                .then()
                .statusCode(303);
        assertThat(snapshot(one).getList("emergencies")).isNull();

        browser()
                .formParam("csrf", csrf(html))
                .post(page + "/rollback")
                .then()
                .statusCode(303)
                .header("Location", containsString(page));
        browser().get(page).then().statusCode(503).body(containsString("Rolled back every route"));
        String id = snapshot(one).getString("emergencies[0].id");
        awaitInForce(other, id);

        database.startAgain();
        awaitSettled(id);
        await().atMost(SOON).until(() -> browser().get(page).statusCode() == 200);
        shop.editor()
                .request()
                .get(shop.environmentPath())
                .then()
                .statusCode(200)
                .body("rollback", equalTo("rollback"));
    }

    @Test
    void a_message_that_no_replica_signed_is_refused() {
        String forged = "{\"id\":\"" + UUID.randomUUID() + "\"}";
        for (String signature : List.of("", "0".repeat(64))) {
            given().contentType(ContentType.JSON)
                    .header(
                            "Banyan-Replica-Sent-At",
                            String.valueOf(Instant.now().toEpochMilli()))
                    .header("Banyan-Replica-Signature", signature)
                    .body(forged)
                    .post("/replica/v1/emergencies")
                    .then()
                    .statusCode(401);
        }
        assertThat(snapshot(one).getList("emergencies")).isNull();
    }

    private JsonPath rollBack(String route, Map<String, ?> body, int status) {
        return shop.act(route, "rollback", body).statusCode(status).extract().jsonPath();
    }

    private void awaitInForce(ServerProcess replica, String id) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(snapshot(replica).getList("emergencies.id", String.class))
                        .contains(id));
    }

    private void awaitSettled(String id) {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> given().auth()
                        .oauth2(key)
                        .get("/sdk/v1/snapshot")
                        .then()
                        .statusCode(200)
                        .body("settled", contains(id))
                        .body("emergencies", equalTo(null)));
    }

    private void awaitNothingHeld(ServerProcess replica) {
        await().atMost(SOON).until(() -> snapshot(replica).getList("emergencies") == null);
    }

    private JsonPath snapshot(ServerProcess replica) {
        return given().baseUri(replica.url())
                .port(replica.port())
                .auth()
                .oauth2(key)
                .get("/sdk/v1/snapshot")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void awaitKnown(ServerProcess replica) {
        long revision = shop.revision();
        await().atMost(SOON).ignoreExceptions().until(() -> snapshot(replica).getLong("revision") >= revision);
        // People are read every few seconds: a role that was given after the last time would not count yet.
        Instant now = Instant.now();
        await().atMost(SOON).until(() -> Instant.now().isAfter(now.plusSeconds(4)));
    }

    private void verifyAuditTrail(String id, String takenAt) {
        ApiClient.administrator()
                .request()
                .get("/api/v1/audit/verification")
                .then()
                .statusCode(200)
                .body("intact", equalTo(true));
        shop.editor()
                .request()
                .get("/api/v1/projects/{p}/audit?action=flag.rolled-back", shop.project())
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].actor", equalTo(shop.editor().username()))
                .body("items[0].details.emergency", equalTo(id))
                .body("items[0].details.takenAt", equalTo(takenAt))
                .body("items[0].details.takenBy", equalTo("http://127.0.0.1:" + one.port()))
                .body("items[0].details.settledBy", equalTo("http://127.0.0.1:" + other.port()));
    }

    private static long recorded(String id) throws Exception {
        try (Connection connection = database.connect();
                PreparedStatement query =
                        connection.prepareStatement("select count(*) from emergency where id = cast(? as uuid)")) {
            query.setString(1, id);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static boolean databaseAnswers() {
        try (Connection connection = database.connect()) {
            return connection.isValid(5);
        } catch (java.sql.SQLException away) {
            return false;
        }
    }

    private io.restassured.specification.RequestSpecification browser() {
        return given().cookie("__Host-banyan", session)
                .header("Accept", "text/html")
                .redirects()
                .follow(false);
    }

    private static String signIn(ApiClient user) {
        Response form = given().get("/sign-in");
        String cookie = form.getCookie("__Host-banyan-sign-in");
        return given().cookie("__Host-banyan-sign-in", cookie)
                .redirects()
                .follow(false)
                .formParam("username", user.username())
                .formParam("password", user.password())
                .formParam("csrf", cookie)
                .formParam("next", "/")
                .post("/sign-in")
                .then()
                .statusCode(303)
                .body(not(containsString("wrong")))
                .extract()
                .cookie("__Host-banyan");
    }

    private static String csrf(String html) {
        Matcher token = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(html);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }
}
