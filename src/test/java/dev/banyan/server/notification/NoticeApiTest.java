package dev.banyan.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.access.people.Role;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.environment.TakenRollback;
import dev.banyan.server.environment.TakenRollbackBuilder;
import dev.banyan.server.flag.Rollbacks;
import dev.banyan.server.guard.GuardActed;
import dev.banyan.server.guard.GuardActedBuilder;
import dev.banyan.server.guard.rail.Action;
import dev.banyan.server.plan.PlanMoved;
import dev.banyan.server.plan.PlanMovedBuilder;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@BanyanTest
class NoticeApiTest {
    private static final Instant NOW = Instant.parse("2026-03-02T14:03:00Z");

    @Inject
    Notices notices;

    @Inject
    Environments environments;

    @Inject
    Rollbacks rollbacks;

    @Inject
    Event<GuardActed> guard;

    @Inject
    Event<PlanMoved> plan;

    @Test
    void a_paced_rollback_that_has_arrived_is_told() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        shop.editor()
                .request()
                .post(shop.routePath("orders.get") + "/rollback?pace=1s")
                .then()
                .statusCode(200);
        assertThat(list(shop, "").getList("items")).isEmpty();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> !list(shop, "").getList("items").isEmpty());

        JsonPath told = list(shop, "");
        assertThat(told.getList("items.kind")).containsExactly("paced-rollback-finished");
        assertThat(told.getList("items[0].routes")).containsExactly("orders.get");
        assertThat(told.getString("items[0].words")).contains("has returned everybody to legacy");
    }

    @Test
    void an_emergency_is_told_once_however_many_replicas_record_it() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        EnvironmentScope scope = environments.scope(shop.project(), "production");
        TakenRollback taken = TakenRollbackBuilder.builder()
                .id(UUID.randomUUID())
                .mode(RollbackMode.ROLLBACK)
                .routes(List.of("orders.get"))
                .actor("sam")
                .reason(null)
                .takenAt(NOW)
                .takenBy("replica-1")
                .build();
        Intent intent = Intent.of(Actor.user("sam"), AuditAction.FLAG_ROLLED_BACK, "orders.get");

        rollbacks.settle(scope, taken, intent);
        rollbacks.settle(scope, taken, intent);

        assertThat(list(shop, "").getList("items.kind")).containsExactly("emergency-recorded");
        assertThat(list(shop, "").getString("items[0].words")).contains("sam took while the database was away");
    }

    @Test
    void a_decision_that_is_told_twice_is_kept_once() {
        TestShop shop = TestShop.open();
        String source = "guard:" + UUID.randomUUID();
        tell(shop, source, NOW);
        tell(shop, source, NOW);
        assertThat(list(shop, "").getList("items.source")).containsExactly(source);
    }

    @Test
    void what_the_guard_did_is_told_with_the_way_to_its_evidence() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        for (Action action : Action.values()) {
            long decision = 1_000_000_000L + shop.project().hashCode() * 10L + action.ordinal();
            GuardActed acted = GuardActedBuilder.builder()
                    .environmentId(
                            environments.scope(shop.project(), "production").id())
                    .project(shop.project())
                    .environment("production")
                    .route("orders.get")
                    .action(action)
                    .guardrail("errors")
                    .words("Errors on new 4.8 %.")
                    .decisionId(decision)
                    .at(NOW)
                    .build();
            guard.fire(acted);
            guard.fire(acted);
        }
        assertThat(list(shop, "").getList("items.kind"))
                .containsExactly("guard-told", "guard-paused", "guard-rolled-back");
    }

    @Test
    void what_a_plan_did_by_itself_is_told_and_what_people_did_is_not() {
        TestShop shop = TestShop.open();
        for (PlanMoved.Kind kind : PlanMoved.Kind.values()) {
            plan.fire(moved(shop, kind, "ana"));
            plan.fire(moved(shop, kind, "plan"));
        }
        assertThat(list(shop, "").getList("items.kind"))
                .containsExactlyInAnyOrder("plan-stepped", "plan-waits-for-approval", "plan-paused", "plan-finished");
        assertThat(list(shop, "").getList("items[0].routes")).containsExactly("orders.get", "orders.list");
    }

    private static PlanMoved moved(TestShop shop, PlanMoved.Kind kind, String actor) {
        return PlanMovedBuilder.builder()
                .environmentId(1)
                .project(shop.project())
                .environment("production")
                .routes(List.of("orders.get", "orders.list"))
                .planId(shop.project().hashCode())
                .kind(kind)
                .actor(actor)
                .words("to 25 %")
                .at(NOW)
                .build();
    }

    @Test
    void they_come_in_pages_newest_first() {
        TestShop shop = TestShop.open();
        List<String> sources = List.of("one", "two", "three").stream()
                .map(name -> name + UUID.randomUUID())
                .toList();
        sources.forEach(source -> tell(shop, source, NOW));

        JsonPath first = list(shop, "?limit=2");
        assertThat(first.getList("items.source")).containsExactly(sources.get(2), sources.get(1));
        JsonPath second = list(shop, "?limit=2&after=" + first.getString("next"));
        assertThat(second.getList("items.source")).containsExactly(sources.get(0));
        assertThat(second.getString("next")).isNull();
    }

    @Test
    void each_reads_for_themselves_and_never_backwards() {
        TestShop shop = TestShop.open();
        tell(shop, "a" + UUID.randomUUID(), NOW);
        tell(shop, "b" + UUID.randomUUID(), NOW);
        List<Integer> ids = list(shop, "").getList("items.id");
        ApiClient other = TestUsers.with(Role.VIEWER, shop.project());

        read(shop.editor(), shop, ids.get(0));
        read(shop.editor(), shop, ids.get(1));

        unread(shop.editor(), shop, 0);
        unread(other, shop, 2);
        read(other, shop, Integer.MAX_VALUE);
        tell(shop, "c" + UUID.randomUUID(), NOW);
        unread(other, shop, 1);
    }

    @Test
    void a_project_keeps_its_own() {
        TestShop shop = TestShop.open();
        TestShop another = TestShop.open();
        tell(shop, "a" + UUID.randomUUID(), NOW);
        assertThat(list(another, "").getList("items")).isEmpty();
        TestUsers.stranger().request().get(path(shop)).then().statusCode(404);
        another.editor().request().get(path(shop)).then().statusCode(404);
    }

    @Test
    void old_ones_go_and_so_do_those_that_nobody_could_read_any_more() {
        TestShop shop = TestShop.open();
        tell(shop, "old" + UUID.randomUUID(), Instant.EPOCH);
        Instant now = environments.get(shop.project(), "production").createdAt().truncatedTo(ChronoUnit.SECONDS);
        String kept = "kept" + UUID.randomUUID();
        tell(shop, "more" + UUID.randomUUID(), now);
        tell(shop, kept, now);

        assertThat(notices.forget(Duration.ofDays(10_000), 1_000)).isGreaterThanOrEqualTo(1);
        assertThat(list(shop, "").getList("items")).hasSize(2);
        notices.forget(Duration.ofDays(10_000), 1);
        assertThat(list(shop, "").getList("items.source")).containsExactly(kept);
    }

    /** Its number is lower, but nobody could see it before. */
    @Test
    void a_notice_that_becomes_visible_late_rings_too() {
        TestShop shop = TestShop.open();
        QuarkusTransaction.begin();
        tell(shop, "test:" + UUID.randomUUID(), NOW);
        QuarkusTransaction.requiringNew().run(() -> tell(shop, "test:" + UUID.randomUUID(), NOW));
        String before = QuarkusTransaction.requiringNew().call(() -> mark(shop));
        QuarkusTransaction.commit();

        assertThat(before).isNotNull();
        assertThat(mark(shop)).isNotEqualTo(before);
    }

    private String mark(TestShop shop) {
        return notices.marks().get(shop.project());
    }

    @Test
    void what_is_read_must_be_a_notice() {
        TestShop shop = TestShop.open();
        shop.editor()
                .request()
                .body(Map.of("until", -1))
                .put(path(shop) + "/read")
                .then()
                .statusCode(422);
    }

    private void tell(TestShop shop, String source, Instant at) {
        notices.add(AnnouncedDecisionBuilder.builder()
                .project(shop.project())
                .environment("production")
                .kind(Kind.GUARD_TOLD)
                .source(source)
                .routes(List.of("orders.get"))
                .words("Errors on new are higher than on legacy.")
                .at(at)
                .build());
    }

    private static void read(ApiClient user, TestShop shop, int until) {
        user.request()
                .body(Map.of("until", until))
                .put(path(shop) + "/read")
                .then()
                .statusCode(200);
    }

    private static void unread(ApiClient user, TestShop shop, int count) {
        user.request().get(path(shop) + "/read").then().statusCode(200).body("unread", equalTo(count));
    }

    private static JsonPath list(TestShop shop, String query) {
        return shop.editor()
                .request()
                .get(path(shop) + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String path(TestShop shop) {
        return "/api/v1/projects/" + shop.project() + "/notices";
    }
}
