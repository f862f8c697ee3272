package dev.banyan.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.PostgresPair;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database's machine dies while plans move, another one waits for data, and the guard is about to take a route back. Its standby takes
 * its place. Two replicas drive all the time, and each test looks at what became of one of these.
 */
class FailoverIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    /** From the moment at which there is a primary again to the first change: servers look every second. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private static final int STEPS = 8;

    @TempDir
    static Path logs;

    private static PostgresPair database;
    private static ServerProcess one;
    private static ServerProcess other;

    private static List<RouteStory> moving;
    private static long beforeTheyMoved;
    private static RouteStory waiting;
    private static TestService waitingService;
    private static RouteStory failing;
    private static Connection holdingFailing;
    private static RouteStory pressed;
    private static Instant promoted;

    @BeforeAll
    static void fail_over_in_the_middle_of_everything() throws Exception {
        database = PostgresPair.start();
        one = ServerProcess.start(database, logs.resolve("one.log")).awaitReady();
        other = ServerProcess.start(database, logs.resolve("other.log")).awaitReady();
        RestAssured.port = one.port();
        waiting = waitingForData();
        pressed = new RouteStory(TestShop.open().route("orders.place", 2), "orders.place");
        failing = aboutToBeTakenBack();
        await().atMost(SOON)
                .until(() -> one.keeps("people", "\"" + pressed.shop().project() + "\":\"" + Role.EDITOR.key() + "\""));
        moving = movingByTime();
        moving.get(0).awaitStep(2);
        database.killPrimary();
        pressed.shop().act(pressed.key(), "rollback", Map.of()).statusCode(202);
        promoted = Instant.now();
        database.promoteStandby();

        awaitLive(one);
        awaitLive(other);
        // What was asked of one replica is looked at with the other's eyes.
        RestAssured.port = other.port();
    }

    @AfterAll
    static void stop() throws Exception {
        ServerProcess.closeAll(other, one, database);
    }

    /** At its first step, which has seen half of the requests that it needs. */
    private static RouteStory waitingForData() {
        TestShop shop = TestShop.open().route("orders.place", 2);
        RouteStory route = new RouteStory(shop, "orders.place")
                .start(List.of(
                        Map.of("percentage", 20, "minimumRequests", 100, "guard", "not-harmful"),
                        Map.of("percentage", 40)));
        route.awaitStep(0);
        waitingService = TestService.of(shop, "service-1", "shop");
        // Outcomes are kept by whole seconds, and the second of a change belongs to what was before it.
        long second = Instant.now().getEpochSecond();
        await().atMost(SOON).until(() -> Instant.now().getEpochSecond() > second);
        waitingService.serves(route.key(), 200, 0, 50, 0);
        await().atMost(SOON).until(() -> route.callsOnNew() == 50);
        return route;
    }

    /** Decided, and not carried out: every change of that environment waits for somebody who goes with the primary only. */
    private static RouteStory aboutToBeTakenBack() throws SQLException {
        TestShop shop = TestShop.open().route("orders.place", 2);
        RouteStory route = new RouteStory(shop, "orders.place");
        shop.patch(route.key(), Map.of("percentage", 25)).statusCode(200);
        TestService service = TestService.of(shop, "service-1", "shop");
        holdingFailing = database.connect();
        holdingFailing.setAutoCommit(false);
        try (Statement statement = holdingFailing.createStatement()) {
            statement.execute("select 1 from environment where project_key = '" + shop.project() + "' for update");
        }
        await().atMost(SOON).until(() -> {
            service.serves(route.key(), 1_500, 0, 500, 250);
            return route.decisions().size() == 1;
        });
        return route;
    }

    private static List<RouteStory> movingByTime() {
        TestShop shop = TestShop.open();
        List<RouteStory> routes = List.of(
                RouteStory.reading(shop, "orders.get"),
                RouteStory.reading(shop, "orders.list"),
                RouteStory.reading(shop, "orders.count"));
        beforeTheyMoved = shop.revision();
        routes.forEach(route -> route.startSteps(STEPS, 1));
        return routes;
    }

    private static void awaitLive(ServerProcess replica) {
        RestAssured.port = replica.port();
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> RestAssured.get("/q/health/ready").then().body(containsString("\"live\"")));
    }

    @AfterEach
    void nothing_is_missing_of_what_was_committed() throws SQLException {
        assertThat(ask("select count(*) from environment e"
                        + " where e.revision <> (select count(*) from change c where c.environment_id = e.id)"
                        + " or e.revision < (select max(revision) from change c where c.environment_id = e.id)"))
                .as("environments whose log has a gap")
                .isZero();
        ApiClient.administrator()
                .request()
                .get("/api/v1/audit/verification")
                .then()
                .statusCode(200)
                .body("intact", equalTo(true));
    }

    @Test
    void every_step_is_taken_once_and_in_order() {
        for (RouteStory route : moving) {
            route.awaitFinished();
            assertThat(route.stepsTaken()).isEqualTo(downwards(i -> i));
            String editor = route.shop().editor().username();
            assertThat(route.changesBy("plan", "flag.changed"))
                    .isEqualTo(downwards(
                            i -> "Step " + (i + 1) + " of " + STEPS + " of the plan that " + editor + " started"));
        }
        assertThat(moving.get(0).shop().revision()).isEqualTo(beforeTheyMoved + (long) moving.size() * STEPS);
    }

    private static <T> List<T> downwards(IntFunction<T> ofStep) {
        return IntStream.rangeClosed(1, STEPS)
                .mapToObj(i -> ofStep.apply(STEPS - i))
                .toList();
    }

    @Test
    void the_plans_go_on_at_once_by_themselves() throws SQLException {
        moving.forEach(RouteStory::awaitFinished);

        long first = ask("select (extract(epoch from min(at)) * 1000)::bigint from change where actor = 'plan'"
                + " and at > timestamptz '" + promoted + "'");
        assertThat(Instant.ofEpochMilli(first)).isBetween(promoted, promoted.plus(AT_ONCE));
    }

    @Test
    void a_plan_waits_for_data_goes_on_with_them_and_its_route_is_taken_back_once() {
        letDriversWork(waiting.shop());
        assertThat(waiting.step()).as("without data").isZero();
        assertThat(waiting.callsOnNew()).as("neither lost nor twice").isEqualTo(50);

        waitingService.serves(waiting.key(), 200, 0, 50, 0);
        waiting.awaitStep(1);
        await().atMost(SOON).until(() -> {
            waitingService.serves(waiting.key(), 1_500, 0, 500, 250);
            return !waiting.decisions().isEmpty();
        });

        takenBackOnce(waiting);
        assertThat(waiting.planStatus()).isEqualTo("paused");
        assertThat(waiting.stepsTaken()).isEqualTo(List.of(1, 0));
    }

    @Test
    void what_was_decided_before_is_carried_out_once() {
        takenBackOnce(failing);

        assertThat(failing.decisions().get(0)).satisfies(decision -> {
            assertThat(Instant.parse((String) decision.get("at"))).isBefore(promoted);
            assertThat(Instant.parse((String) decision.get("doneAt"))).isAfter(promoted);
        });
    }

    @Test
    void a_rollback_pressed_while_there_is_no_primary_is_recorded_once() {
        await().atMost(SOON)
                .until(() -> !pressed.noticesOf("emergency-recorded").isEmpty());
        letDriversWork(pressed.shop());

        String editor = pressed.shop().editor().username();
        assertThat(pressed.changesBy(editor, "flag.rolled-back")).hasSize(1);
        assertThat(pressed.auditedActorsOf("flag.rolled-back")).containsExactly(editor);
        assertThat(pressed.noticesOf("emergency-recorded")).hasSize(1);
    }

    private static void takenBackOnce(RouteStory route) {
        route.awaitDecisionTold();
        letDriversWork(route.shop());

        assertThat(route.decisions())
                .extracting(decision -> decision.get("outcome"))
                .isEqualTo(List.of("rolled-back"));
        assertThat(route.changesBy("guard", "flag.rolled-back")).hasSize(1);
        assertThat(route.auditedActorsOf("flag.rolled-back")).containsExactly("guard");
        assertThat(route.noticesOf("guard-rolled-back")).hasSize(1);
        assertThat(route.shop().flag(route.key()).getString("rollback.by")).isEqualTo("guard");
    }

    /** Returns when they have had several turns: enough to do twice what can be done twice. */
    private static void letDriversWork(TestShop shop) {
        RouteStory.reading(shop, "turns-" + shop.revision()).startSteps(4, 0).awaitFinished();
    }

    private static long ask(String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
