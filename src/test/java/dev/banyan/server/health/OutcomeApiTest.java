package dev.banyan.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BanyanTest
class OutcomeApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private TestShop shop;
    private TestService service;

    @BeforeEach
    void open() {
        shop = TestShop.open().route("orders.get", 6);
        service = TestService.of(shop, "one", "shop");
    }

    @Test
    void a_batch_counts_once_however_often_and_late_it_comes() {
        service.sends(5, 0, 1_000, cell(10)).statusCode(204);
        service.sends(5, 8_000, 1_000, cell(10)).statusCode(204);
        service.sends(4, 0, 1_000, cell(10)).statusCode(204);
        service.sends(6, 0, 1_000, cell(1)).statusCode(204);

        awaitCalls(11);
    }

    @Test
    void a_late_batch_counts_when_it_was_measured_whatever_came_before_it() {
        service.sends(1, 0, 1_000, cell(1)).statusCode(204);
        service.sends(2, 120_000, 1_000, cell(10)).statusCode(204);
        service.sends(3, 60_000, 1_000, cell(100)).statusCode(204);
        awaitCalls(111);

        List<Map<String, ?>> steps = health("?seconds=180&step=1").getList("steps.findAll { it.new.calls > 0 }");

        assertThat(steps.stream().<Object>map(step -> ((Map<?, ?>) step.get("new")).get("calls")))
                .containsExactly(10, 100, 1);
        Instant now = at(steps.get(2));
        assertThat(Duration.between(at(steps.get(0)), now)).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(123));
        assertThat(Duration.between(at(steps.get(1)), now)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(63));
    }

    @Test
    void what_was_gathered_in_an_outage_is_spread_over_it() {
        service.sends(1, 5_000, 60_000, cell(90)).statusCode(204);
        awaitCalls(90);

        List<Integer> calls = health("?seconds=120&step=1").getList("steps.new.calls.findAll { it > 0 }");

        assertThat(calls).hasSizeBetween(60, 61).allMatch(count -> count <= 3);
        assertThat(calls.stream().mapToInt(count -> count).sum()).isEqualTo(90);
    }

    @Test
    void a_batch_of_two_hours_ago_is_in_the_minutes_and_hours() {
        service.sends(1, Duration.ofHours(2).toMillis(), 1_000, cell(7)).statusCode(204);
        String from = "?from=" + Instant.now().minus(Duration.ofHours(3)) + "&points=100";

        await().atMost(SOON).until(() -> health(from).getInt("total.new.calls") == 7);

        JsonPath health = health(from);
        assertThat(health.getInt("stepSeconds")).isEqualTo(120);
        assertThat(Duration.between(
                        Instant.parse(health.getString("steps.find { it.new.calls > 0 }.from")), Instant.now()))
                .isBetween(Duration.ofMinutes(119), Duration.ofMinutes(123));
        assertThat(health("").getInt("total.new.calls")).isZero();
        assertThat(health("?from=" + Instant.now().minus(Duration.ofDays(30))).getInt("total.new.calls"))
                .isEqualTo(7);
    }

    @Test
    void histograms_of_all_instances_make_one_quantile() {
        service.sends(1, 0, 1_000, cell(98, 0, "[[100,98]]")).statusCode(204);
        service.beside("two", "shop")
                .sends(1, 0, 1_000, cell(2, 0, "[[300,2]]"))
                .statusCode(204);
        awaitCalls(100);

        JsonPath health = health("");

        assertThat(health.getDouble("total.new.p50")).isEqualTo(health.getDouble("total.new.p95"));
        assertThat(health.getDouble("total.new.p99")).isGreaterThan(1_000 * health.getDouble("total.new.p50"));
        assertThat(health.getDouble("steps.find { it.new.calls > 0 }.new.p50")).isPositive();
    }

    @Test
    void kinds_pairs_events_openings_and_second_writes_are_there() {
        service.sends(1, 0, 1_000, """
            "outcomes":[{"route":"orders.get","stage":"live","side":"new","operation":"read","calls":10,"errors":3,"latency":[[9,10]],
                "kinds":{"SocketTimeoutException":2,"other":1}},
              {"route":"orders.get","stage":"live","side":"legacy","operation":"write","calls":4,"errors":2,"latency":[[9,4]]}],
            "comparisons":[{"route":"orders.get","stage":"live","compared":10,"mismatched":4}],
            "routes":[{"route":"orders.get","pairs":10,"onlyLegacyFailed":1,"onlyNewFailed":2,"bothFailed":3,"openings":2,
                "events":{"cart.empty":{"legacy":5,"new":6},"No Name!":{"legacy":1,"new":1}}},
              {"route":"nobody.knows","openings":9}]\
            """).statusCode(204);
        awaitCalls(10);

        assertHealth("")
                .body("total.new.errorKinds.SocketTimeoutException", equalTo(2))
                .body("total.new.errorKinds.other", equalTo(1))
                .body("total.new.errorRate", equalTo(0.3f))
                .body("total.newShare", equalTo(1f))
                .body("total.served", equalTo(10))
                .body("total.legacy.failedSecondWrites", equalTo(2))
                .body("total.pairs.pairs", equalTo(10))
                .body("total.pairs.onlyNewFailed", equalTo(2))
                .body("total.compared", equalTo(10))
                .body("total.mismatched", equalTo(4))
                .body("total.breakerOpenings", equalTo(2))
                .body("total.events.size()", equalTo(1))
                .body("total.events.'cart.empty'.onNew", equalTo(6));
    }

    @Test
    void figures_that_contradict_each_other_are_put_right() {
        service.sends(1, 0, 1_000, cell(10, 25, "[[9,10],[-1,5],[9999,5],[9,-3]]"))
                .statusCode(204);
        awaitCalls(10);

        assertHealth("").body("total.new.errors", equalTo(10)).body("total.new.errorRate", equalTo(1f));
    }

    @Test
    void all_routes_of_the_environment_come_in_one_list() {
        shop.route("orders.list", 4);
        TestService fresh = TestService.of(shop, "two", "shop");
        fresh.calls("orders.get", 10);
        fresh.calls("orders.list", 5);
        String path = shop.environmentPath() + "/health?points=6";

        await().atMost(SOON)
                .untilAsserted(() -> shop.editor()
                        .request()
                        .get(path)
                        .then()
                        .statusCode(200)
                        .body("route", equalTo(List.of("orders.get", "orders.list")))
                        .body("[0].total.new.calls", equalTo(10))
                        .body("[1].total.new.calls", equalTo(5))
                        .body("[0].steps.new.calls.sum()", equalTo(10)));
        TestUsers.stranger().request().get(path).then().statusCode(404);
    }

    @Test
    void a_span_that_cannot_be_shown_is_refused_with_the_field() {
        refused("?from=yesterday", "from");
        refused("?from=2020-01-01T00:00:00Z", "from");
        refused("?to=2999-01-01T00:00:00Z", "to");
        String now = Instant.now().toString();
        refused("?from=" + now + "&to=" + now, "to");
        refused("?from=" + Instant.now().minusSeconds(60) + "&points=0", "points");
        refused("?from=" + Instant.now().minusSeconds(60) + "&points=1001", "points");
        refused("?seconds=3601", "seconds");
        refused("?step=0", "step");
    }

    @Test
    void services_are_told_to_hurry_after_a_change() {
        service.sends(1, 0, 1_000, cell(1)).statusCode(204).header("Banyan-Flush-Within", "1000");
    }

    @Test
    void an_age_that_cannot_be_read_costs_no_outcomes() {
        service.sends(1, "soon", 1_000, cell(10)).statusCode(204);
        service.sends(2, "-5", 1_000, cell(1)).statusCode(204);
        service.sends(3, "99999999999999999999", 1_000, cell(1)).statusCode(204);

        awaitCalls(12);
    }

    private void awaitCalls(int calls) {
        await().atMost(SOON).until(() -> health("").getInt("total.new.calls"), now -> now == calls);
    }

    private JsonPath health(String query) {
        return assertHealth(query).extract().jsonPath();
    }

    private ValidatableResponse assertHealth(String query) {
        return get(query).statusCode(200);
    }

    private void refused(String query, String field) {
        get(query).statusCode(422).body("field", equalTo(field));
    }

    private ValidatableResponse get(String query) {
        return shop.editor()
                .request()
                .get(shop.routePath("orders.get") + "/health" + query)
                .then();
    }

    private static Instant at(Map<String, ?> step) {
        return Instant.parse((String) step.get("from"));
    }

    private static String cell(int calls) {
        return cell(calls, 0, "[[100," + calls + "]]");
    }

    private static String cell(int calls, int errors, String latency) {
        return TestService.outcome("orders.get", calls, errors, latency);
    }
}
