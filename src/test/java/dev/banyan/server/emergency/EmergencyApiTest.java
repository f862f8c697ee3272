package dev.banyan.server.emergency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.RollbackOrder;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a rollback that was taken without the database, once it meets one. */
@BanyanTest
class EmergencyApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TAKEN_BY = "http://10.0.0.9:8080";

    @Inject
    HeldRollbacks held;

    @Inject
    Settlement settlement;

    @Inject
    Replicas replicas;

    @Inject
    Environments environments;

    @Inject
    Clock clock;

    private TestShop shop;
    private String key;
    private EnvironmentScope scope;
    private Instant taken;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 2).route("orders.place", 6);
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        key = shop.sdkKey();
        taken = clock.instant().truncatedTo(ChronoUnit.MILLIS).minusSeconds(600);
        scope = environments.scope(shop.project(), "production");
    }

    @Test
    void a_flag_that_was_moved_on_in_between_ends_rolled_back_with_the_true_time() {
        HeldRollback rollback = rollback(route("orders.get").because("prices are wrong"));
        shop.patch("orders.get", Map.of("percentage", 75)).statusCode(200);
        long before = shop.revision();

        settle(rollback);

        JsonPath flag = shop.flag("orders.get");
        assertThat(flag.getBoolean("rolledBack")).isTrue();
        assertThat(flag.getString("rollback.at")).isEqualTo(taken.toString());
        assertThat(flag.getString("rollback.by")).isEqualTo("ana");
        assertThat(flag.getDouble("cohorts[0].rollout.percentage"))
                .as("what was decided in between is kept beneath")
                .isEqualTo(75);
        assertThat(shop.revision()).isEqualTo(before + 1);
        shop.editor()
                .request()
                .get(shop.routePath("orders.get") + "/history")
                .then()
                .body("items[0].action", equalTo("flag.rolled-back"))
                .body("items[0].actor", equalTo("ana"))
                .body("items[0].takenAt", equalTo(taken.toString()))
                .body("items[1].takenAt", equalTo(null));
        audited("flag.rolled-back", rollback).body("items[0].details.takenBy", equalTo(TAKEN_BY));
    }

    @Test
    void it_is_settled_once_however_often_it_comes_back() {
        HeldRollback rollback = rollback(route("orders.get"));
        settle(rollback);
        long revision = shop.revision();
        shop.act("orders.get", "resume", Map.of()).statusCode(200);

        settle(rollback);

        assertThat(shop.revision()).isEqualTo(revision + 1);
        assertThat(shop.flag("orders.get").getBoolean("rolledBack"))
                .as("somebody has resumed since")
                .isFalse();
    }

    @Test
    void who_resumes_before_it_is_settled_has_resumed() {
        HeldRollback rollback = rollback(route("orders.get"));
        HeldRollback whole = rollback(RollbackOrder.environment(shop.project(), "production", RollbackMode.ROLLBACK));
        held.add(rollback);
        held.add(whole);

        shop.editor()
                .request()
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post("/api/v1/projects/{p}/environments/production/resume", shop.project())
                .then()
                .statusCode(200)
                .body("changed", equalTo(true));
        shop.act("orders.get", "resume", Map.of()).statusCode(200).body("changed", equalTo(true));

        await().atMost(SOON).until(() -> !held.has(rollback.id()) && !held.has(whole.id()));
        assertThat(shop.flag("orders.get").getBoolean("rolledBack")).isFalse();
        assertThat(shop.flag("orders.get").getString("environmentRollback")).isNull();
        audited("flag.rolled-back", rollback);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(snapshot().getList("settled", String.class))
                        .containsExactlyInAnyOrder(
                                rollback.id().toString(), whole.id().toString()));
    }

    @Test
    void the_ruleset_names_it_even_if_nothing_else_has_changed() {
        shop.act("orders.get", "isolate", Map.of()).statusCode(200);
        long revision = shop.revision();
        HeldRollback rollback = rollback(route("orders.get"));

        settle(rollback);

        assertThat(shop.revision()).isEqualTo(revision + 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(snapshot().getList("settled", String.class))
                        .containsExactly(rollback.id().toString()));
        assertThat(snapshot().getList("emergencies")).isNull();
    }

    @Test
    void a_route_that_was_deleted_meanwhile_is_let_be_and_the_rest_is_settled() {
        HeldRollback rollback = rollback(route("orders.place"));
        String version = shop.editor()
                .request()
                .get("/api/v1/projects/{p}/routes/orders.place", shop.project())
                .header("ETag");
        shop.editor()
                .request()
                .header("If-Match", version)
                .delete("/api/v1/projects/{p}/routes/orders.place", shop.project())
                .then()
                .statusCode(204);

        settle(rollback);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(snapshot().getList("settled", String.class))
                        .containsExactly(rollback.id().toString()));
        assertThat(held.has(rollback.id())).isFalse();
    }

    @Test
    void a_whole_environment_is_put_back_with_the_true_time_and_an_isolation_is_kept() {
        settle(rollback(RollbackOrder.environment(shop.project(), "production", RollbackMode.ISOLATE)));
        settle(rollback(RollbackOrder.environment(shop.project(), "production", RollbackMode.ROLLBACK)));

        assertThat(shop.flag("orders.place").getString("environmentRollback")).isEqualTo("isolate");
        EnvironmentState environment = environments.get(shop.project(), "production");
        assertThat(environment.rolledBackAt()).isEqualTo(taken);
        assertThat(environment.rolledBackBy()).isEqualTo("ana");
    }

    @Test
    void a_key_that_an_earlier_change_used_hinders_nothing() {
        shop.editor()
                .request()
                .header("Idempotency-Key", "press-1")
                .post(shop.routePath("orders.get") + "/rollback")
                .then()
                .statusCode(200);
        shop.act("orders.get", "resume", Map.of()).statusCode(200);
        HeldRollback lostAnswer = rollback(route("orders.get").once("press-1"));

        settle(lostAnswer);

        assertThat(shop.flag("orders.get").getBoolean("rolledBack")).isTrue();
    }

    @Test
    void what_another_replica_has_taken_is_settled_here_and_its_message_counts_once() {
        HeldRollback rollback = rollback(route("orders.get"));
        byte[] body = HeldRollbacks.write(rollback).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        long now = clock.millis();
        String signature = replicas.signature().orElseThrow().of(now, body);

        send(body, now, signature).statusCode(204);
        await().atMost(SOON).until(() -> shop.flag("orders.get").getBoolean("rolledBack"));
        long revision = shop.revision();

        send(body, now, signature).statusCode(401).body("detail", containsString("fresh"));
        long later = now + 1;
        send(body, later, signature).statusCode(401);
        send(body, later, replicas.signature().orElseThrow().of(later, body)).statusCode(204);
        await().atMost(SOON).until(() -> !held.has(rollback.id()));
        assertThat(shop.revision()).isEqualTo(revision);
    }

    @Test
    void nothing_is_held_for_an_environment_that_is_not_known_here() {
        HeldRollback rollback = HeldRollback.of(
                route("orders.get"),
                new EnvironmentScope(scope.id(), "another", "production"),
                Actor.user("ana"),
                taken,
                TAKEN_BY);
        byte[] body = HeldRollbacks.write(rollback).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        long now = clock.millis();

        send(body, now, replicas.signature().orElseThrow().of(now, body)).statusCode(404);
        assertThat(held.has(rollback.id())).isFalse();
    }

    private void settle(HeldRollback rollback) {
        held.add(rollback);
        settlement.settleAll();
        await().atMost(SOON).until(() -> !held.has(rollback.id()));
    }

    private RollbackOrder route(String route) {
        return RollbackOrder.route(shop.project(), "production", route, RollbackMode.ROLLBACK);
    }

    private HeldRollback rollback(RollbackOrder order) {
        return HeldRollback.of(order, scope, Actor.user("ana"), taken, TAKEN_BY);
    }

    private ValidatableResponse audited(String action, HeldRollback rollback) {
        return shop.editor()
                .request()
                .get("/api/v1/projects/{p}/audit?action={a}", shop.project(), action)
                .then()
                .statusCode(200)
                .body("items[0].details.emergency", equalTo(rollback.id().toString()))
                .body("items[0].details.takenAt", equalTo(taken.toString()));
    }

    private static ValidatableResponse send(byte[] body, long sentAt, String signature) {
        return given().contentType(ContentType.JSON)
                .header(ReplicaResource.SENT_AT, String.valueOf(sentAt))
                .header(ReplicaResource.SIGNATURE, signature)
                .body(body)
                .post("/replica/v1/emergencies")
                .then();
    }

    private JsonPath snapshot() {
        return given().auth()
                .oauth2(key)
                .get("/sdk/v1/snapshot")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
