package dev.banyan.server.convergence;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BanyanTest
class ConvergenceApiTest {
    @Inject
    DataSource database;

    private TestShop shop;
    private Fleet fleet;
    private long before;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 2).route("orders.list", 2);
        shop.patch("orders.get", Map.of("percentage", 25)).statusCode(200);
        fleet = new Fleet(shop, database);
        before = shop.revision();
        fleet.applied("one", before);
        fleet.applied("two", before);
    }

    @Test
    void who_does_not_understand_what_a_change_says_has_not_followed_it() {
        shop.patch("orders.list", Map.of("percentage", 5)).statusCode(200);
        long list = shop.revision();
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        long get = shop.revision();
        fleet.applied("one", get);
        fleet.appliedBut("two", get, keeps("orders.get", before));

        convergence(get)
                .body("applied", equalTo(1))
                .body("refused", equalTo(1))
                .body("complete", equalTo(false))
                .body("lastMillis", nullValue())
                .body("stragglers", hasSize(1))
                .body("stragglers[0].id", equalTo("two"))
                .body("stragglers[0].state", equalTo("refused"))
                .body("stragglers[0].revision", equalTo((int) before))
                .body(
                        "stragglers[0].refusal",
                        equalTo("does not understand orders.get, so it keeps the rules of revision " + before
                                + ": unknown operator 'matches'"))
                .body("stragglers[0].still.route", contains("orders.get"))
                .body("stragglers[0].still[0].words", equalTo("serves 25 % from new"));
        convergence(list).body("applied", equalTo(2)).body("complete", equalTo(true));
        shop.editor()
                .request()
                .get(shop.environmentPath() + "/instances")
                .then()
                .body("items.find { it.id == 'two' }.unread[0].route", equalTo("orders.get"))
                .body("items.find { it.id == 'two' }.unread[0].keeps", equalTo((int) before))
                .body("items.find { it.id == 'one' }.unread", hasSize(0));
    }

    @Test
    void a_rollback_is_followed_by_those_too_who_do_not_understand_the_route() {
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        fleet.appliedBut("two", shop.revision(), keeps("orders.get", before));
        long revision = rollBack();
        fleet.applied("one", revision);
        fleet.appliedBut("two", revision, keeps("orders.get", before));

        convergence(revision).body("applied", equalTo(2)).body("complete", equalTo(true));

        shop.act("orders.get", "resume", Map.of()).statusCode(200);
        fleet.applied("one", shop.revision());
        fleet.appliedBut("two", shop.revision(), keeps("orders.get", before));
        convergence(shop.revision()).body("applied", equalTo(1)).body("refused", equalTo(1));
    }

    @Test
    void what_an_instance_understands_again_it_follows_again() {
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        fleet.applied("one", shop.revision());
        fleet.appliedBut("two", shop.revision(), keeps("orders.get", before));
        fleet.applied("two", shop.revision());

        convergence(shop.revision()).body("applied", equalTo(2)).body("complete", equalTo(true));
    }

    @Test
    void a_changed_segment_concerns_who_keeps_older_rules_of_a_route_that_asks_for_it() {
        segment("vip", "ana");
        segment("staff", "bob");
        shop.patch("orders.get", asksFor("vip")).statusCode(200);
        fleet.applied("one", shop.revision());
        fleet.appliedBut(
                "two", shop.revision(), keeps("orders.get", before) + ",{\"field\":\"pinning\",\"reason\":\"new\"}");

        change("vip", "ana", "bea");
        fleet.appliedBut("two", shop.revision(), keeps("orders.get", before));
        convergence(shop.revision()).body("refused", equalTo(1));
        change("staff", "bob", "cid");
        fleet.appliedBut("two", shop.revision(), keeps("orders.get", before));
        convergence(shop.revision()).body("refused", equalTo(0));
    }

    private static String keeps(String route, long revision) {
        return "{\"route\":\"%s\",\"keeps\":%d,\"reason\":\"unknown operator 'matches'\"}".formatted(route, revision);
    }

    private static Map<String, ?> asksFor(String segment) {
        Map<String, ?> condition = Map.of("operator", "inSegment", "values", List.of(segment));
        Map<String, ?> all = Map.of("from", "off", "to", "complete", "percentage", 100);
        Map<String, ?> none = Map.of("from", "off", "to", "complete", "percentage", 0);
        return Map.of(
                "cohorts",
                List.of(
                        Map.of("name", "some", "conditions", List.of(condition), "rollout", all),
                        Map.of("name", "default", "conditions", List.of(), "rollout", none)));
    }

    private void segment(String key, String... included) {
        shop.editor()
                .request()
                .header("If-None-Match", "*")
                .body(Map.of("included", List.of(included)))
                .put(shop.environmentPath() + "/segments/" + key)
                .then()
                .statusCode(200);
    }

    private void change(String key, String... included) {
        String path = shop.environmentPath() + "/segments/" + key;
        shop.editor()
                .request()
                .header("If-Match", shop.editor().request().get(path).getHeader("ETag"))
                .body(Map.of("included", List.of(included)))
                .put(path)
                .then()
                .statusCode(200);
    }

    @Test
    void times_come_when_as_many_have_applied_it() {
        long revision = rollBack();
        fleet.applied("one", revision);

        convergence(revision)
                .body("total", equalTo(2))
                .body("applied", equalTo(1))
                .body("pending", equalTo(1))
                .body("complete", equalTo(false))
                .body("firstMillis", greaterThanOrEqualTo(0))
                .body("p50Millis", notNullValue())
                .body("p99Millis", nullValue())
                .body("lastMillis", nullValue());

        fleet.applied("two", revision);
        convergence(revision)
                .body("complete", equalTo(true))
                .body("p99Millis", notNullValue())
                .body("lastMillis", notNullValue())
                .body("stragglers", hasSize(0));
    }

    @Test
    void instances_come_in_pages() {
        String next = instances("limit=1")
                .body("items.id", contains("one"))
                .extract()
                .jsonPath()
                .getString("next");
        instances("limit=1&after=" + next).body("items.id", contains("two")).body("next", nullValue());
    }

    private ValidatableResponse instances(String query) {
        return shop.editor()
                .request()
                .get(shop.environmentPath() + "/instances?" + query)
                .then()
                .statusCode(200);
    }

    @Test
    void a_straggler_is_named_with_what_it_still_does() {
        long revision = rollBack();
        fleet.applied("one", revision);

        convergence(revision)
                .body("stragglers", hasSize(1))
                .body("stragglers[0].id", equalTo("two"))
                .body("stragglers[0].application", equalTo("test"))
                .body("stragglers[0].host", equalTo("localhost"))
                .body("stragglers[0].sdk", equalTo("test/1"))
                .body("stragglers[0].state", equalTo("pending"))
                .body("stragglers[0].revision", equalTo((int) before))
                .body("stragglers[0].still[0].route", equalTo("orders.get"))
                .body("stragglers[0].still[0].words", equalTo("serves 25 % from new"));
    }

    @Test
    void after_a_rollback_of_the_environment_every_route_that_still_serves_from_new_is_named() {
        shop.patch("orders.list", Map.of("percentage", 100)).statusCode(200);
        fleet.applied("one", shop.revision());
        fleet.applied("two", shop.revision());
        shop.editor()
                .request()
                .post(shop.environmentPath() + "/rollback")
                .then()
                .statusCode(200);
        long revision = shop.revision();
        // What is changed afterwards says nothing about the revision that is asked for.
        shop.patch("orders.get", Map.of("percentage", 70)).statusCode(200);

        convergence(revision)
                .body("pending", equalTo(2))
                .body("stragglers[0].still.route", contains("orders.get", "orders.list"))
                .body("stragglers[0].still.words", contains("serves 25 % from new", "all on new"));
    }

    @Test
    void who_misses_a_drill_decides_like_the_others() {
        shop.act("orders.get", "drill", Map.of()).statusCode(200);
        long revision = shop.revision();
        fleet.applied("one", revision);

        convergence(revision).body("stragglers[0].id", equalTo("two")).body("stragglers[0].still", hasSize(0));
    }

    @Test
    void a_refusal_is_told_with_its_reason() {
        long revision = rollBack();
        fleet.refused("two", revision);

        convergence(revision)
                .body("refused", equalTo(1))
                .body("stragglers[0].id", equalTo("two"))
                .body("stragglers[0].state", equalTo("refused"))
                .body("stragglers[0].refusal", equalTo("too new"));
    }

    @Test
    void who_is_cut_off_is_named_for_an_hour_and_then_forgotten() throws SQLException {
        long revision = rollBack();
        fleet.applied("one", revision);
        fleet.age(revision, Duration.ofHours(2));

        fleet.notSeenFor("two", Duration.ofMinutes(59));
        convergence(revision)
                .body("total", equalTo(2))
                .body("gone", equalTo(1))
                .body("complete", equalTo(false))
                .body("stragglers[0].state", equalTo("gone"))
                .body("stragglers[0].still[0].words", equalTo("serves 25 % from new"));

        fleet.notSeenFor("two", Duration.ofMinutes(61));
        convergence(revision).body("total", equalTo(1)).body("complete", equalTo(true));
    }

    @Test
    void who_had_gone_before_the_change_is_nobodys_straggler() throws SQLException {
        fleet.notSeenFor("two", Duration.ofSeconds(30));
        long revision = rollBack();
        fleet.applied("one", revision);

        convergence(revision).body("total", equalTo(1)).body("complete", equalTo(true));
    }

    @Test
    void who_came_later_says_nothing_about_how_fast_it_spread() throws SQLException {
        long revision = rollBack();
        fleet.applied("one", revision);
        fleet.applied("two", revision);
        int all = convergence(revision).extract().jsonPath().getInt("lastMillis");
        fleet.applied("late", revision);

        convergence(revision).body("applied", equalTo(3)).body("lastMillis", equalTo(all));
    }

    @Test
    void what_was_acknowledged_in_another_epoch_does_not_count() {
        long revision = rollBack();
        fleet.applied("one", revision);
        fleet.appliedInAnotherEpoch("two", revision);

        convergence(revision)
                .body("applied", equalTo(1))
                .body("lastMillis", nullValue())
                .body("stragglers[0].id", equalTo("two"));
    }

    @Test
    void what_was_held_before_a_new_epoch_proves_nothing_in_it() throws SQLException {
        long revision = rollBack();
        fleet.applied("one", revision);
        fleet.applied("two", revision);

        fleet.sql("update environment set epoch = 'restored' where id = " + fleet.environment());

        convergence(revision)
                .body("applied", equalTo(0))
                .body("firstMillis", nullValue())
                .body("stragglers", hasSize(2))
                .body("stragglers[0].revision", nullValue());
    }

    @Test
    void ten_thousand_instances_are_counted_by_the_nearest_rank_and_a_hundred_named() throws SQLException {
        long revision = rollBack();
        fleet.applied("one", revision);
        fleet.applied("two", revision);
        fleet.sql("delete from instance where environment_id = " + fleet.environment());
        fleet.sql("delete from applied where environment_id = " + fleet.environment());
        fleet.many(10_000, 9_900, revision);

        convergence(revision)
                .body("total", equalTo(10_000))
                .body("applied", equalTo(9_900))
                .body("firstMillis", equalTo(1))
                .body("p50Millis", equalTo(5_000))
                .body("p99Millis", equalTo(9_900))
                .body("lastMillis", nullValue())
                .body("stragglers", hasSize(100))
                .body("moreStragglers", equalTo(0));
    }

    @Test
    void a_route_knows_its_newest_change_and_strangers_know_nothing() {
        long revision = rollBack();

        shop.editor()
                .request()
                .get(shop.routePath("orders.get") + "/convergence")
                .then()
                .statusCode(200)
                .body("revision", equalTo((int) revision));
        convergence(revision + 1_000, 404);
        TestUsers.stranger()
                .request()
                .get(shop.environmentPath() + "/convergence")
                .then()
                .statusCode(404);
    }

    private long rollBack() {
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        return shop.revision();
    }

    private ValidatableResponse convergence(long revision) {
        return convergence(revision, 200);
    }

    private ValidatableResponse convergence(long revision, int status) {
        return shop.editor()
                .request()
                .get(shop.environmentPath() + "/convergence?revision=" + revision)
                .then()
                .statusCode(status);
    }
}
