package dev.banyan.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.guard.rail.Action;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.guard.rail.Reaction;
import dev.banyan.server.guard.rules.AnalysisRun;
import dev.banyan.server.guard.rules.AnalysisRunBuilder;
import dev.banyan.server.guard.rules.Breach;
import dev.banyan.server.guard.rules.Evidence;
import dev.banyan.server.guard.rules.GuardrailState;
import dev.banyan.server.guard.rules.Observation;
import dev.banyan.server.guard.rules.ObservationBuilder;
import dev.banyan.server.guard.rules.Traffic;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduler;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Every decision is carried out once and told once, however many drivers there are and whenever one of them dies. */
@BanyanTest
class DecisionExecutionTest {
    private static final String ROUTE = "orders.get";
    private static final int DRIVERS = 8;

    @Inject
    DecisionExecution execution;

    @Inject
    DecisionLog log;

    @Inject
    Environments environments;

    @Inject
    ActedWitness witness;

    @Inject
    Scheduler scheduler;

    @Inject
    DataSource database;

    private static TestShop moving() {
        TestShop shop = TestShop.open().route(ROUTE, 2);
        shop.patch(ROUTE, Map.of("percentage", 25)).statusCode(200);
        return shop;
    }

    private EnvironmentScope scope(TestShop shop) {
        return environments.scope(shop.project(), "production");
    }

    /** As the watch writes it down; the server's own driver is one of those who see it. */
    private long decide(TestShop shop) {
        return decide(shop, shop.revision());
    }

    /** @param revision of the change whose outcomes were judged */
    private long decide(TestShop shop, long revision) {
        EnvironmentScope scope = scope(shop);
        Guardrail errors = Guardrail.suggested(GuardrailKind.ERROR_RATE, null);
        AnalysisRun episode = AnalysisRun.begin(
                Traffic.rollout(revision, Stage.OFF, Stage.COMPLETE), List.of(errors), null, Traffic.START);
        Observation look = ObservationBuilder.builder()
                .method(Method.COMPARED)
                .operation("call")
                .legacyCalls(1_000)
                .legacyBad(0)
                .newCalls(1_000)
                .newBad(500)
                .build();
        GuardrailState state = episode.rails().get(0).plus(look, Traffic.START);
        Breach breach = new Breach(Breach.Cause.HARM, state, state.questions().get(0), null, Reaction.ROLL_BACK);
        AnalysisRun here = AnalysisRunBuilder.builder(episode)
                .environmentId(scope.id())
                .route(ROUTE)
                .newest(null)
                .callsOnNew(0)
                .over(false)
                .build();
        QuarkusTransaction.requiringNew()
                .run(() -> log.add(here, breach, Evidence.of(breach, here, List.of(), null), Traffic.START));
        return newest(shop).id();
    }

    private Decision newest(TestShop shop) {
        return QuarkusTransaction.requiringNew()
                .call(() -> log.ofRoute(scope(shop), ROUTE, Long.MAX_VALUE, 1).get(0));
    }

    private static List<String> rollbacks(TestShop shop) {
        return shop
                .editor()
                .request()
                .get(shop.routePath(ROUTE) + "/history")
                .then()
                .extract()
                .jsonPath()
                .getList("items.action", String.class)
                .stream()
                .filter("flag.rolled-back"::equals)
                .toList();
    }

    @Test
    void many_drivers_at_once_roll_back_once_and_tell_once() throws Exception {
        TestShop shop = moving();
        long id;
        // The server's own driver would be first, and leave nothing to quarrel about.
        scheduler.pause();
        try {
            id = decide(shop);
            allAtOnce(() -> execution.act(id));
            allAtOnce(() -> execution.tell(id));
        } finally {
            scheduler.resume();
        }

        assertThat(newest(shop).toldAt()).isNotNull();
        assertThat(newest(shop).outcome()).isEqualTo("rolled-back");
        assertThat(rollbacks(shop)).hasSize(1);
        assertThat(witness.of(id)).hasSize(1);
        assertThat(witness.of(id).get(0))
                .extracting(GuardActed::action, GuardActed::project, GuardActed::route)
                .containsExactly(Action.ROLLED_BACK, shop.project(), ROUTE);
    }

    /** Nobody begins before everybody can: threads that come one after the other would find it done. */
    private static void allAtOnce(Runnable work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(DRIVERS);
        Callable<Void> driver = () -> {
            start.await();
            work.run();
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(DRIVERS);
        try {
            for (Future<Void> each : threads.invokeAll(Collections.nCopies(DRIVERS, driver))) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** More than are looked for at once, none of which can be carried out while somebody holds the environment. */
    @Test
    void an_environment_whose_decisions_have_to_wait_keeps_no_other_waiting() throws Exception {
        TestShop held = moving();
        TestShop other = moving();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select 1 from environment where id = " + scope(held).id() + " for update");
            for (int i = 0; i < 60; i++) {
                decide(held);
            }
            decide(other);

            await().atMost(Duration.ofSeconds(60)).until(() -> newest(other).toldAt() != null);
            assertThat(newest(other).outcome()).isEqualTo("rolled-back");
            connection.rollback();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> newest(held).toldAt() != null);
        assertThat(rollbacks(held)).hasSize(1);
    }

    @Test
    void a_driver_that_dies_before_its_commit_has_done_nothing_and_another_does_it() {
        TestShop shop = moving();
        long id = decide(shop);

        QuarkusTransaction.begin();
        execution.act(id);
        QuarkusTransaction.rollback();

        await().atMost(Duration.ofSeconds(60)).until(() -> newest(shop).toldAt() != null);
        assertThat(newest(shop).outcome()).isEqualTo("rolled-back");
        assertThat(rollbacks(shop)).hasSize(1);
        assertThat(witness.of(id)).hasSize(1);
    }

    @Test
    void a_driver_that_dies_before_it_has_told_leaves_that_to_another() {
        TestShop shop = moving();
        long id = decide(shop);

        execution.act(id);

        await().atMost(Duration.ofSeconds(60)).until(() -> newest(shop).toldAt() != null);
        assertThat(rollbacks(shop)).hasSize(1);
        assertThat(witness.of(id)).hasSize(1);
    }

    @Test
    void whoever_fails_to_listen_hears_of_it_again() {
        TestShop shop = moving();
        witness.failOnce(decide(shop));

        await().atMost(Duration.ofSeconds(60)).until(() -> newest(shop).toldAt() != null);
        assertThat(witness.of(newest(shop).id())).hasSize(1);
        assertThat(rollbacks(shop)).hasSize(1);
    }

    @Test
    void what_somebody_has_rolled_back_meanwhile_is_let_be() {
        TestShop shop = moving();
        shop.act(ROUTE, "rollback", Map.of()).statusCode(200);
        long id = decide(shop);

        await().atMost(Duration.ofSeconds(60)).until(() -> newest(shop).toldAt() != null);
        assertThat(newest(shop).outcome()).isEqualTo(Decision.OVERTAKEN);
        assertThat(rollbacks(shop)).hasSize(1);
        assertThat(witness.of(id)).isEmpty();
    }

    @Test
    void what_somebody_has_rolled_back_and_resumed_meanwhile_is_let_be() {
        TestShop shop = moving();
        long judged = shop.revision();
        shop.act(ROUTE, "rollback", Map.of()).statusCode(200);
        shop.act(ROUTE, "resume", Map.of()).statusCode(200);
        long id = decide(shop, judged);

        await().atMost(Duration.ofSeconds(20)).until(() -> newest(shop).toldAt() != null);
        assertThat(newest(shop).outcome()).isEqualTo(Decision.OVERTAKEN);
        assertThat(rollbacks(shop)).hasSize(1);
        assertThat(witness.of(id)).isEmpty();
    }
}
