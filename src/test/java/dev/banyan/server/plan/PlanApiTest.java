package dev.banyan.server.plan;

import static dev.banyan.server.plan.TestPlan.own;
import static dev.banyan.server.plan.TestPlan.step;
import static dev.banyan.server.plan.TestPlan.steps;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.access.people.Role;
import dev.banyan.server.guard.statistics.Verdict;
import dev.banyan.server.plan.evidence.TestGuard;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BanyanTest
class PlanApiTest {
    private TestShop shop;
    private TestPlan plan;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 2);
        plan = TestPlan.of(shop);
    }

    @Test
    void a_plan_goes_its_way_by_itself_and_leaves_a_trail() {
        TestGuard.says(shop.project(), Verdict.HEALTHY, 1_000);
        plan.put(steps(5, 50, 100));
        assertThat(plan.share("orders.get")).isZero();
        long before = shop.revision();

        plan.started().awaitStatus("finished");

        assertThat(plan.share("orders.get")).isEqualTo(100);
        assertThat(shop.revision()).isEqualTo(before + 3);
        shop.editor()
                .request()
                .get(shop.routePath("orders.get") + "/history")
                .then()
                .body("items[0].actor", equalTo("plan"))
                .body(
                        "items[0].reason",
                        equalTo("Step 3 of 3 of the plan that " + shop.editor().username() + " started"));
        assertThat(plan.read().getList("events.kind"))
                .containsExactly("finished", "stepped", "stepped", "stepped", "started", "edited");
        assertThat(plan.read().getList("steps.progress")).containsOnly("done");
        ApiClient.administrator()
                .request()
                .get("/api/v1/projects/{p}/audit", shop.project())
                .then()
                .body("items.action", hasItem("plan.finished"))
                .body("items.find { it.action == 'plan.finished' }.actorKind", equalTo("system"))
                .body(
                        "items.find { it.action == 'plan.started' }.actor",
                        equalTo(shop.editor().username()));
    }

    @Test
    void it_never_goes_on_without_knowing_and_somebody_may_skip_the_wait_but_not_harm() {
        plan.put(steps(5, 50, 100)).started().awaitStep(0);
        plan.awaitWaitingFor("data");
        TestGuard.says(shop.project(), Verdict.HEALTHY, 0);
        plan.awaitWaitingFor("requests");
        TestGuard.says(shop.project(), Verdict.INCONCLUSIVE, 10);
        plan.awaitWaitingFor("guard");

        plan.act("skip").statusCode(200);
        plan.awaitStep(1);
        TestGuard.says(shop.project(), Verdict.HARMFUL, 10);
        plan.awaitWaitingFor("harm");
        plan.act("skip").statusCode(200).body("step", equalTo(1)).body("waitsFor.reason", equalTo("harm"));
        assertThat(plan.share("orders.get")).isEqualTo(50);
    }

    @Test
    void templates_suit_the_route_and_a_draft_says_when_it_would_be_done() {
        shop.route("six", 6);
        shop.editor()
                .request()
                .get(shop.routePath("six") + "/plan/templates")
                .then()
                .statusCode(200)
                .body("template", equalTo(List.of("careful", "normal", "brisk")))
                .body(
                        "[2].steps.stage",
                        equalTo(List.of("dualwrite", "shadow", "live", "live", "live", "rampdown", "complete")))
                .body("[1].steps[-1].gate", equalTo("approval"));
        plan.put(Map.of("template", "brisk"));

        assertThat(plan.read().getString("template")).isEqualTo("brisk");
        assertThat(plan.read().getString("steps[0].expectedAt")).isNotNull();
        assertThat(plan.read().getString("unknown")).contains("too few requests");
    }

    @Test
    void refusals_name_the_field_or_the_state_and_a_remedy() {
        ApiClient editor = shop.editor();
        editor.request().get(plan.path()).then().statusCode(404);
        editor.request()
                .body(steps(50, 5))
                .put(plan.path())
                .then()
                .statusCode(422)
                .body("field", equalTo("steps[1].percentage"))
                .body("remedy", containsString("rollback"));
        editor.request()
                .body(Map.of("template", "hasty"))
                .put(plan.path())
                .then()
                .statusCode(422)
                .body("remedy", equalTo("Use one of: careful, normal, brisk."));
        plan.put(steps(5, 100));
        editor.request().body(steps(10)).put(plan.path()).then().statusCode(428);
        editor.request()
                .header("If-Match", "\"77\"")
                .body(steps(10))
                .put(plan.path())
                .then()
                .statusCode(412)
                .body("current.steps[0].percentage", equalTo(5));
        plan.act("resume").statusCode(409).body("type", containsString("plan-is-draft"));
        plan.act("approve").statusCode(409);
        editor.request().post(plan.path() + "/dance").then().statusCode(404);
    }

    @Test
    void an_operator_may_stop_a_plan_and_a_viewer_may_look() {
        ApiClient operator = TestUsers.with(Role.OPERATOR, shop.project());
        ApiClient viewer = TestUsers.with(Role.VIEWER, shop.project());
        plan.put(steps(5, 100));
        plan.actAs(operator, "start").statusCode(403);
        plan.started();

        plan.actAs(viewer, "pause").statusCode(403);
        plan.actAs(operator, "pause")
                .statusCode(200)
                .body("status", equalTo("paused"))
                .body("words", equalTo(operator.username() + " paused it. for the test"));
        plan.actAs(operator, "resume").statusCode(403);
        viewer.request().get(plan.path()).then().statusCode(200);
        plan.actAs(operator, "abort").statusCode(200).body("status", equalTo("aborted"));
        plan.act("resume").statusCode(409);
        plan.put(steps(7)).act("start").statusCode(200);
    }

    @Test
    void wherever_an_approval_is_asked_another_person_gives_it() {
        TestGuard.says(shop.project(), Verdict.HEALTHY, 10);
        plan.put(own(step(5, Map.of()), step(50, Map.of("gate", "approval")))).started();
        plan.awaitEvent("waits-for-approval");

        plan.act("approve").statusCode(403).body("detail", containsString("cannot approve"));
        given().auth()
                .oauth2(shop.editor().anotherToken())
                .header("If-Match", plan.version())
                .post(plan.path() + "/approve")
                .then()
                .statusCode(403);
        assertThat(plan.read().getList("requesters"))
                .containsExactly(shop.editor().username());

        plan.actAs(TestUsers.with(Role.EDITOR, shop.project()), "approve").statusCode(200);
        plan.awaitStatus("finished");
    }

    @Test
    void whoever_laid_down_any_of_the_steps_approves_none_however_many_edit_after_them() {
        ApiClient first = TestUsers.with(Role.EDITOR, shop.project());
        ApiClient second = TestUsers.with(Role.EDITOR, shop.project());
        TestGuard.says(shop.project(), Verdict.HEALTHY, 10);
        first.request()
                .body(own(step(5, Map.of()), step(50, Map.of("gate", "approval"))))
                .put(plan.path())
                .then()
                .statusCode(200);
        second.request()
                .header("If-Match", plan.version())
                .body(own(step(5, Map.of()), step(60, Map.of("gate", "approval"))))
                .put(plan.path())
                .then()
                .statusCode(200);
        plan.started().awaitEvent("waits-for-approval");

        plan.actAs(first, "approve").statusCode(403);
        plan.actAs(second, "approve").statusCode(403);
        plan.act("approve").statusCode(403);
        plan.actAs(TestUsers.with(Role.EDITOR, shop.project()), "approve").statusCode(200);
    }

    @Test
    void in_a_protected_environment_another_person_approves_and_an_edit_voids_it() {
        TestShop guarded = TestShop.guarded().route("orders.get", 2);
        TestPlan asking = TestPlan.of(guarded);
        ApiClient other = TestUsers.with(Role.EDITOR, guarded.project());
        TestGuard.says(guarded.project(), Verdict.HEALTHY, 10);
        asking.put(own(step(5, Map.of()), step(50, Map.of("gate", "approval")), step(100, Map.of("gate", "approval"))));
        guarded.editor()
                .request()
                .header("If-Match", asking.version())
                .post(asking.path() + "/start")
                .then()
                .statusCode(422)
                .body("field", equalTo("reason"));
        asking.started().awaitWaitingFor("approval");
        asking.awaitStep(0);

        asking.awaitEvent("waits-for-approval");
        asking.act("approve").statusCode(403).body("detail", containsString("cannot approve"));
        asking.actAs(other, "approve").statusCode(200);
        asking.awaitStep(1);
        asking.awaitWaitingFor("approval");
        asking.awaitEvent("waits-for-approval");
        other.request()
                .header("If-Match", asking.version())
                .body(own(
                        step(5, Map.of()), step(50, Map.of("gate", "approval")), step(60, Map.of("gate", "approval"))))
                .put(asking.path())
                .then()
                .statusCode(200);
        asking.awaitEvent("waits-for-approval");
        asking.actAs(other, "approve").statusCode(403);
        asking.act("approve").statusCode(403);
        asking.actAs(TestUsers.with(Role.EDITOR, guarded.project()), "approve").statusCode(200);
        asking.awaitStatus("finished");
    }

    @Test
    void of_a_running_plan_only_what_is_to_come_can_be_edited() {
        plan.put(steps(5, 50, 100)).started().awaitStep(0);

        plan.edit(steps(7, 50)).statusCode(422).body("field", equalTo("steps[0]"));
        plan.edit(steps(5, 20, 30)).statusCode(200).body("steps.percentage", equalTo(List.of(5, 20, 30)));
    }

    @Test
    void somebody_who_moves_the_route_by_hand_pauses_the_plan_and_is_named() {
        plan.put(steps(5, 50, 100)).started().awaitStep(0);
        shop.act("orders.get", "drill", Map.of()).statusCode(200);
        shop.patch("orders.get", Map.of("breaker", Map.of("errorRate", 30))).statusCode(200);
        plan.awaitWaitingFor("data");
        assertThat(plan.read().getString("status")).isEqualTo("running");

        shop.patch("orders.get", Map.of("percentage", 60)).statusCode(200);

        plan.awaitStatus("paused");
        assertThat(plan.read().getString("words")).isEqualTo(shop.editor().username() + " moved the route by hand.");
        plan.act("resume").statusCode(200).body("step", equalTo(1)).body("words", nullValue());
        assertThat(plan.share("orders.get")).as("nobody is moved back").isEqualTo(60);
    }

    @Test
    void a_rollback_is_never_held_up_and_pauses_the_plan() {
        TestGuard.says(shop.project(), Verdict.INCONCLUSIVE, 10);
        plan.put(steps(5, 50, 100)).started().awaitStep(0);

        shop.act("orders.get", "rollback", Map.of()).statusCode(200);

        plan.awaitStatus("paused");
        assertThat(plan.read().getString("words")).isEqualTo(shop.editor().username() + " rolled the route back.");
        plan.act("resume").statusCode(200).body("step", equalTo(0)).body("status", equalTo("running"));
        assertThat(shop.flag("orders.get").getBoolean("rolledBack")).isFalse();
        plan.awaitWaitingFor("data");
    }

    @Test
    void resuming_the_route_resumes_the_plan_that_its_rollback_had_stopped() {
        plan.put(steps(5, 50, 100)).started().awaitStep(0);
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        plan.awaitStatus("paused");

        shop.act("orders.get", "resume", Map.of("reason", "healed")).statusCode(200);

        assertThat(plan.read().getString("status")).isEqualTo("running");
        assertThat(plan.read().getString("events[0].kind")).isEqualTo("resumed");
        assertThat(plan.read().getString("events[0].words")).isEqualTo("healed");
        plan.awaitWaitingFor("data");
    }

    @Test
    void a_plan_that_a_person_has_paused_stays_so_when_its_route_is_resumed() {
        plan.put(steps(5, 50, 100)).started().awaitStep(0);
        plan.act("pause").statusCode(200);
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);

        shop.act("orders.get", "resume", Map.of()).statusCode(200);

        assertThat(plan.read().getString("status")).isEqualTo("paused");
        assertThat(plan.read().getString("words")).contains("paused it");
    }

    @Test
    void an_operator_resumes_the_route_and_leaves_the_plan_to_those_who_may_move_it() {
        ApiClient operator = TestUsers.with(Role.OPERATOR, shop.project());
        plan.put(steps(5, 50, 100)).started().awaitStep(0);
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        plan.awaitStatus("paused");

        operator.request().post(shop.routePath("orders.get") + "/resume").then().statusCode(200);

        assertThat(plan.read().getString("status")).isEqualTo("paused");
        assertThat(plan.read().getString("words")).startsWith(operator.username() + " resumed the route.");
        plan.act("resume").statusCode(200).body("status", equalTo("running"));
    }

    @Test
    void a_plan_that_was_stopped_at_its_last_step_is_resumed_and_finishes() {
        plan.put(steps(100)).started().awaitStep(0);
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        plan.awaitStatus("paused");

        plan.act("resume").statusCode(200).body("status", equalTo("running"));
        TestGuard.says(shop.project(), Verdict.HEALTHY, 10);
        plan.awaitStatus("finished");
    }

    @Test
    void in_a_protected_environment_resuming_a_plan_that_was_rolled_back_needs_a_reason() {
        TestShop guarded = TestShop.guarded().route("orders.get", 2);
        TestPlan asking = TestPlan.of(guarded);
        asking.put(steps(5, 100)).started().awaitStep(0);
        guarded.act("orders.get", "rollback", Map.of()).statusCode(200);
        asking.awaitStatus("paused");

        guarded.editor()
                .request()
                .header("If-Match", asking.version())
                .post(asking.path() + "/resume")
                .then()
                .statusCode(422)
                .body("field", equalTo("reason"));
        asking.act("resume").statusCode(200).body("status", equalTo("running"));
    }

    @Test
    void a_plan_that_harm_holds_back_can_be_judged_anew() {
        plan.put(steps(5, 50)).started().awaitStep(0);
        TestGuard.says(shop.project(), Verdict.HARMFUL, 10);
        plan.awaitWaitingFor("harm");

        plan.act("judge-anew").statusCode(200).body("waitsFor.reason", equalTo("data"));
    }

    @Test
    void a_rollback_of_the_environment_stops_it_too_and_its_resume_lets_it_go_on() {
        plan.put(steps(5, 50, 100)).started().awaitStep(0);
        shop.editor()
                .request()
                .post(shop.environmentPath() + "/rollback")
                .then()
                .statusCode(200);
        plan.awaitStatus("paused");
        assertThat(plan.read().getString("words")).contains("rolled the route back");
        plan.act("resume").statusCode(409).body("type", containsString("environment-rolled-back"));

        shop.editor().request().post(shop.environmentPath() + "/resume").then().statusCode(200);

        assertThat(plan.read().getString("status")).isEqualTo("running");
        plan.awaitWaitingFor("data");
    }

    @Test
    void a_rollback_that_is_over_before_the_plan_has_noticed_does_not_stop_it_later() {
        plan.put(steps(5, 50, 100)).started().awaitStep(0);
        shop.editor()
                .request()
                .post(shop.environmentPath() + "/rollback")
                .then()
                .statusCode(200);
        shop.editor().request().post(shop.environmentPath() + "/resume").then().statusCode(200);

        plan.awaitWaitingFor("data");
        assertThat(plan.read().getString("status")).isEqualTo("running");
    }

    @Test
    void a_plan_takes_up_a_route_where_it_stands() {
        shop.patch("orders.get", Map.of("percentage", 30)).statusCode(200);
        plan.put(steps(5, 25, 100));
        plan.act("start").statusCode(200).body("step", equalTo(1));
        plan.act("abort").statusCode(200);
        plan.put(steps(5, 25)).act("start").statusCode(409).body("type", containsString("nothing-to-do"));

        shop.route("four", 4);
        TestPlan four = new TestPlan(shop, shop.routePath("four") + "/plan");
        four.put(own(step(5, Map.of("stage", "live"))));
        four.act("start").statusCode(409).body("type", containsString("out-of-reach"));
    }

    @Test
    void what_the_safety_check_refuses_pauses_the_plan_with_its_words() {
        shop.route("four", 4);
        TestPlan four = new TestPlan(shop, shop.routePath("four") + "/plan");
        four.put(own(step(100, Map.of("stage", "shadow")), step(5, Map.of("stage", "live"))))
                .started()
                .awaitStep(0);
        shop.patch(
                        "four",
                        Map.of(
                                "cohorts",
                                List.of(
                                        Map.of(
                                                "name", "staff",
                                                "conditions",
                                                        List.of(Map.of(
                                                                "attribute",
                                                                "staff",
                                                                "operator",
                                                                "equals",
                                                                "values",
                                                                List.of("yes"))),
                                                "rollout", Map.of("from", "off", "to", "shadow", "percentage", 50)),
                                        Map.of(
                                                "name",
                                                "default",
                                                "rollout",
                                                Map.of("from", "off", "to", "shadow", "percentage", 100)))))
                .statusCode(200);
        four.awaitStatus("paused");
        four.act("resume").statusCode(200);
        TestGuard.says(shop.project(), Verdict.HEALTHY, 10);

        four.awaitStatus("paused");
        assertThat(four.read().getString("words"))
                .startsWith("The next step was refused.")
                .contains("staff");
    }

    @Test
    void a_calendar_holds_a_plan_and_not_a_rollback() {
        String calendar = shop.environmentPath() + "/calendar";
        ApiClient admin = ApiClient.administrator();
        Map<String, ?> frozen = Map.of(
                "timeZone",
                "Europe/Berlin",
                "freezes",
                List.of(Map.of("name", "Sale", "from", "2020-01-01T00:00:00", "to", "2999-01-01T00:00:00")));
        shop.editor()
                .request()
                .header("If-Match", "0")
                .body(frozen)
                .put(calendar)
                .then()
                .statusCode(403);
        admin.request()
                .header("If-Match", "0")
                .body(frozen)
                .put(calendar)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("open", equalTo(false))
                .body("closedBecause", equalTo("frozen by “Sale”"));
        admin.request()
                .header("If-Match", "0")
                .body(frozen)
                .put(calendar)
                .then()
                .statusCode(412);
        shop.patch("orders.get", Map.of("percentage", 1)).statusCode(200);
        plan.put(steps(5, 100)).started().awaitWaitingFor("calendar");
        assertThat(plan.read().getString("waitsFor.words")).contains("frozen by “Sale”");
        assertThat(plan.read().getString("expectedEnd")).isNull();

        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        plan.awaitStatus("paused");
        assertThat(plan.share("orders.get")).isEqualTo(1);

        String ofProject = "/api/v1/projects/" + shop.project() + "/calendar";
        admin.request()
                .header("If-Match", "0")
                .body(Map.of("timeZone", "Mars"))
                .put(ofProject)
                .then()
                .statusCode(422)
                .body("field", equalTo("timeZone"));
        admin.request()
                .get(ofProject)
                .then()
                .statusCode(200)
                .body("open", equalTo(true))
                .body("nextOpen", notNullValue());
    }
}
