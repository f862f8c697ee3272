package dev.banyan.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.guard.prometheus.FakePrometheus;
import dev.banyan.server.guard.prometheus.Prometheus;
import dev.banyan.server.guard.prometheus.TestPrometheus;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rules.AnalysisRun;
import dev.banyan.server.guard.rules.GuardrailMonitor;
import dev.banyan.server.guard.rules.Inquiry;
import dev.banyan.server.guard.rules.Reading;
import dev.banyan.server.guard.rules.Traffic;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusMock;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guardrails that ask Prometheus, on something that answers as it. */
@BanyanTest
class PrometheusApiTest {
    private static final String ROUTE = "orders.get";
    private static final String P99 = """
            {"kind":"prometheus","name":"p99","query":"latency_p99","above":0.3,"action":"%s"}""";

    private final FakePrometheus server = new FakePrometheus();

    @Inject
    Readings readings;

    @Inject
    AnalysisRuns episodes;

    @Inject
    EntityManager database;

    @AfterEach
    void stop() {
        server.close();
    }

    private TestShop shop() {
        QuarkusMock.installMockForType(TestPrometheus.at(server.url()), Prometheus.class);
        TestShop shop = TestShop.open().route(ROUTE, 2);
        shop.patch(ROUTE, Map.of("percentage", 25)).statusCode(200);
        return shop;
    }

    private static ValidatableResponse put(TestShop shop, int version, String rail) {
        return shop.editor()
                .request()
                .header("If-Match", "\"" + version + "\"")
                .body("{\"guardrails\":[" + rail + "]}")
                .put(shop.routePath(ROUTE) + "/guardrails")
                .then();
    }

    private static void untilWords(GuardedService service, String words) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(service.standing().getString("guardrails[0].words"))
                        .contains(words));
    }

    @Test
    void prometheus_itself_says_whether_a_query_can_be_used() {
        TestShop shop = shop();
        server.refuses("1:5: parse error: unclosed left parenthesis");
        put(shop, 0, P99.formatted("pause"))
                .statusCode(422)
                .body("field", equalTo("guardrails[0].query"))
                .body("detail", equalTo("Prometheus refuses the query: 1:5: parse error: unclosed left parenthesis."))
                .body("remedy", equalTo("Correct it where Prometheus says so."));
        server.says("0.1", "0.2");
        put(shop, 0, P99.formatted("pause"))
                .statusCode(422)
                .body("detail", equalTo("Prometheus gave 2 series."))
                .body("remedy", equalTo("Make it one, for example with sum()."));
        server.says("0.1");
        put(shop, 0, P99.formatted("pause"))
                .statusCode(200)
                .body("unchecked", nullValue())
                .body("guardrails[0].name", equalTo("prometheus:p99"))
                .body("guardrails[0].title", equalTo("Prometheus p99, over 0.3"))
                .body("guardrails[0].query", equalTo("latency_p99"))
                .body("guardrails[0].above", equalTo(0.3f));
    }

    @Test
    void while_prometheus_is_away_a_query_is_taken_unchecked_and_holds_everything() {
        TestShop shop = shop();
        server.close();

        put(shop, 0, P99.formatted("pause"))
                .statusCode(200)
                .body("unchecked", equalTo("Prometheus cannot be reached, so the queries were not checked"));

        GuardedService service = new GuardedService(shop).sends(1_500, 0, 500, 0);
        untilWords(service, "Prometheus cannot be reached");
        service.seen(500);
        assertThat(service.standing().getString("verdict")).isEqualTo("INCONCLUSIVE");
        assertThat(service.standing().getString("words"))
                .isEqualTo("Prometheus p99, over 0.3: Prometheus cannot be reached");
    }

    @Test
    void without_a_server_it_is_refused_with_who_can_change_that() {
        TestShop shop = TestShop.open().route(ROUTE, 2);

        put(shop, 0, P99.formatted("pause"))
                .statusCode(422)
                .body("field", equalTo("guardrails[0].kind"))
                .body("detail", equalTo("There is no Prometheus server to ask."))
                .body("remedy", startsWith("Whoever runs Banyan names one with BANYAN_GUARD_PROMETHEUS_URL"));
    }

    @Test
    void a_value_over_its_limit_rolls_back_and_is_explained() {
        TestShop shop = shop();
        server.says("0.1");
        put(shop, 0, P99.formatted("roll-back")).statusCode(200);
        GuardedService service = new GuardedService(shop).sends(1_500, 0, 500, 0);
        untilWords(service, "it is 0.1 now");
        server.says("NaN");
        untilWords(service, "Prometheus gave NaN, which is no number to hold against a limit; before: ");

        server.says("0.75");
        JsonPath decision = service.decided();

        assertThat(decision.getString("outcome")).isEqualTo("rolled-back");
        assertThat(decision.getString("guardrail")).isEqualTo("prometheus:p99");
        assertThat(decision.getString("words"))
                .startsWith("What Prometheus gives for p99 is over 0.3 too often: ")
                .contains("At last it was 0.75.");
        assertThat(decision.getString("evidence.guardrail.query")).isEqualTo("latency_p99");
        assertThat(decision.getList("evidence.values.value", Double.class)).contains(0.1, 0.75);
        assertThat(decision.getList("evidence.values.trouble", String.class))
                .contains("Prometheus gave NaN, which is no number to hold against a limit");
        assertThat(decision.getLong("evidence.new.bad")).isGreaterThanOrEqualTo(3);
        assertThat(decision.getLong("evidence.seconds.new.calls.sum()"))
                .isEqualTo(decision.getLong("evidence.new.calls"));
        assertThat(shop.flag(ROUTE).getString("rollback.by")).isEqualTo("guard");
    }

    @Test
    void of_two_replicas_that_ask_at_once_one_counts() {
        Instant slot = Instant.parse("2026-01-01T00:00:00Z");
        Inquiry inquiry = new Inquiry(-1, "orders.get", Guardrail.DEFAULTS.get(0), slot, slot.plusMillis(20));
        Reading value = new Reading(inquiry.at(), 0.5, null, slot.plusSeconds(15));
        Reading trouble = new Reading(inquiry.at(), null, "Prometheus cannot be reached", slot.plusSeconds(15));

        List<Boolean> counts = QuarkusTransaction.requiringNew()
                .call(() -> List.of(
                        readings.add(inquiry, value).isPresent(),
                        readings.add(inquiry, value).isPresent(),
                        readings.add(inquiry, trouble).isPresent()));

        assertThat(counts).containsExactly(true, false, false);
    }

    /** Outcomes and an answer of Prometheus may come first at the same time. */
    @Test
    void who_begins_an_episode_is_waited_for() {
        AnalysisRun first =
                AnalysisRun.begin(Traffic.rollout(5, Stage.COMPLETE), Guardrail.DEFAULTS, null, Traffic.START);
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(
                                "delete from guard_episode where environment_id = " + first.environmentId())
                        .executeUpdate());

        CompletableFuture<Map<String, AnalysisRun>> second = QuarkusTransaction.requiringNew()
                .call(() -> {
                    assertThat(lock(first)).isEmpty();
                    CompletableFuture<Map<String, AnalysisRun>> other = CompletableFuture.supplyAsync(
                            () -> QuarkusTransaction.requiringNew().call(() -> lock(first)));
                    await().pollInSameThread().atMost(Duration.ofSeconds(4)).until(this::somebodyWaits);
                    episodes.keep(List.of(new GuardrailMonitor.Watched(first, List.of(), List.of())));
                    return other;
                });

        assertThat(second.join()).containsEntry(first.route(), first);
    }

    private Map<String, AnalysisRun> lock(AnalysisRun episode) {
        return episodes.lock(episode.environmentId(), List.of(episode.route()));
    }

    private boolean somebodyWaits() {
        return (Boolean) database.createNativeQuery(
                        "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like '%guard_episode%')")
                .getSingleResult();
    }
}
