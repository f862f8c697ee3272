package dev.banyan.server.plan;

import static dev.banyan.server.plan.TestPlan.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.guard.statistics.Verdict;
import dev.banyan.server.plan.evidence.TestGuard;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However many drive a plan, and wherever one of them dies: each step once, and all routes or none. */
@BanyanTest
class PlanDriverApiTest {
    @Inject
    PlanDriver driver;

    @Inject
    PlanTurns turns;

    @Inject
    PlanRows rows;

    private TestShop shop;
    private TestPlan plan;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 2);
        plan = TestPlan.of(shop);
    }

    @Test
    void many_drivers_at_once_take_each_step_once() throws Exception {
        plan.put(steps(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).started().awaitStep(0);
        long before = shop.revision();
        long id = plan.id();
        TestGuard.says(shop.project(), Verdict.HEALTHY, 10);
        CountDownLatch together = new CountDownLatch(1);
        ExecutorService replicas = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(replicas.submit(() -> {
                together.await();
                for (int turn = 0; turn < 25; turn++) {
                    driver.turn(id);
                }
                return null;
            }));
        }
        together.countDown();
        for (Future<?> each : all) {
            each.get();
        }
        replicas.shutdown();

        plan.awaitStatus("finished");
        assertThat(shop.revision()).isEqualTo(before + 9);
        assertThat(plan.read().getList("events.findAll { it.kind == 'stepped' }.step"))
                .isEqualTo(List.of(9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
    }

    @Test
    void a_driver_that_dies_before_its_commit_has_done_nothing_and_the_next_one_does_it_once() {
        plan.put(steps(5, 50, 100)).started().awaitStep(0);
        long before = shop.revision();
        long id = plan.id();

        QuarkusTransaction.begin();
        PlanEntity seized = rows.seize(id).orElseThrow();
        TestGuard.says(shop.project(), Verdict.HEALTHY, 10);
        turns.take(id);
        TestGuard.says(shop.project(), Verdict.INCONCLUSIVE, 10);
        assertThat(seized.step).as("it had taken it").isEqualTo(1);
        QuarkusTransaction.rollback();

        assertThat(shop.revision()).isEqualTo(before);
        assertThat(plan.share("orders.get")).isEqualTo(5);
        assertThat(plan.read().getInt("step")).isZero();
        TestGuard.says(shop.project(), Verdict.HEALTHY, 10);
        plan.awaitStatus("finished");
        assertThat(shop.revision()).isEqualTo(before + 2);
    }

    /** Were the flag's change ever committed without the plan's, its key in the change log would keep it from being made twice. */
    @Test
    void the_flags_part_of_a_step_changes_nothing_the_second_time() {
        plan.put(steps(5, 50, 100)).started().awaitStep(0);
        long id = plan.id();

        QuarkusTransaction.begin();
        PlanEntity seized = rows.seize(id).orElseThrow();
        assertThat(turns.move(rows.scope(seized), seized, 1).changed()).isTrue();
        assertThat(turns.move(rows.scope(seized), seized, 1).changed()).isFalse();
        QuarkusTransaction.rollback();
    }

    @Test
    void a_group_moves_all_its_routes_in_one_revision() {
        shop.route("orders.put", 2);
        TestPlan group = group();
        long before = shop.revision();
        TestGuard.says(shop.project(), Verdict.HEALTHY, 10);

        group.started().awaitStatus("finished");

        assertThat(shop.revision()).isEqualTo(before + 2);
        assertThat(group.share("orders.get")).isEqualTo(50);
        assertThat(group.share("orders.put")).isEqualTo(50);
    }

    @Test
    void a_group_moves_none_of_its_routes_when_one_is_held_back() {
        shop.route("orders.put", 2);
        TestPlan group = group();
        TestGuard.says(shop.project(), Verdict.INCONCLUSIVE, 10);
        group.started().awaitStep(0);
        shop.act("orders.put", "rollback", Map.of()).statusCode(200);
        group.awaitStatus("paused");
        TestGuard.says(shop.project(), Verdict.HEALTHY, 10);

        assertThat(group.share("orders.get")).isEqualTo(5);
        group.act("resume").statusCode(200).body("status", equalTo("running"));
        assertThat(shop.flag("orders.put").getBoolean("rolledBack")).isFalse();
        plan.edit(steps(7)).statusCode(409).body("type", containsString("plan-of-a-group"));
    }

    @Test
    void routes_of_a_group_must_fit_together_and_be_free() {
        shop.route("four", 4);
        create(List.of("orders.get", "four"))
                .statusCode(422)
                .body("field", equalTo("routes"))
                .body("detail", containsString("2 stages: orders.get; 4 stages: four."));
        shop.route("orders.put", 2);
        TestPlan group = group();
        create(List.of("orders.put"))
                .statusCode(409)
                .body("type", containsString("plan-exists"))
                .body("detail", containsString("orders.put by plan " + group.id() + " (Orders)"));
        shop.patch("orders.get", Map.of("percentage", 25)).statusCode(200);
        group.act("start")
                .statusCode(409)
                .body("type", containsString("routes-apart"))
                .body("field", equalTo("routes"))
                .body("detail", containsString("orders.get at 25 % of complete; orders.put not started."));
    }

    private TestPlan group() {
        int id = create(List.of("orders.get", "orders.put"))
                .statusCode(201)
                .extract()
                .path("id");
        return new TestPlan(shop, shop.environmentPath() + "/plans/" + id);
    }

    private io.restassured.response.ValidatableResponse create(List<String> routes) {
        return shop.editor()
                .request()
                .body(Map.of("name", "Orders", "routes", routes, "plan", steps(5, 50)))
                .post(shop.environmentPath() + "/plans")
                .then();
    }
}
