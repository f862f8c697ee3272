package dev.banyan.server.retirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BanyanTest
class RetirementApiTest {
    private static final String ROUTE = "orders.get";

    @Inject
    EntityManager database;

    @Inject
    Environments environments;

    @Inject
    Retirements retirements;

    @Test
    void a_route_that_was_left_alone_is_proven_with_dates_and_call_sites() {
        TestShop shop = complete();
        declared(shop).calls(ROUTE, 1);
        asked(shop, "1.2", 30, 16);
        hour(shop, 30 * 24, 5, 100);
        hour(shop, 20, 0, 900);

        JsonPath proof = retirement(shop, "");

        assertThat(proof.getList("conditions.name", String.class))
                .containsExactly("last-stage", "legacy-silent", "all-counted", "no-older-build", "backlog-empty");
        assertThat(proof.getList("conditions.met", Boolean.class)).containsOnly(true);
        assertThat(proof.getBoolean("proven")).isTrue();
        assertThat(proof.getString("conditions[1].evidence")).contains("90", "calls on new");
        assertThat(proof.getList("callSites.site", String.class)).containsExactly("shop.Orders.show:41");
        assertThat(proof.getString("conditions[0].since")).isNotNull();
        assertThat(proof.getInt("silentDays")).isEqualTo(14);
    }

    @Test
    void a_call_on_legacy_within_the_time_says_when_it_was_and_when_the_time_is_over() {
        TestShop shop = complete();
        hour(shop, 30 * 24, 0, 100);
        hour(shop, 48, 3, 900);

        JsonPath proof = retirement(shop, "");
        assertThat(proof.getBoolean("conditions[1].met")).isFalse();
        assertThat(proof.getString("conditions[1].evidence")).contains("3 calls in the last 14 days");
        assertThat(retirement(shop, "?days=1").getBoolean("conditions[1].met")).isFalse();
        hour(shop, 2, 0, 9);
        assertThat(retirement(shop, "?days=1").getBoolean("conditions[1].met")).isTrue();
    }

    @Test
    void who_calls_legacy_all_the_same_is_named_and_so_is_who_does_not_say() {
        TestShop shop = complete();
        TestService one = declared(shop);
        one.beside("orders-2", "orders").declares(TestService.route(ROUTE, 2, "off", "shop.Orders.show:41"));
        one.callsLegacy(ROUTE, 3);
        one.callsLegacy(ROUTE, 1);
        asked(shop, "1.2", 30, 16);
        saidLongAgo(shop);

        // Calls of the route are known with the next fold.
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        !retirement(shop, "").getList("conditions[1].details").isEmpty());
        JsonPath proof = retirement(shop, "");
        assertThat(proof.getList("conditions[1].details", String.class))
                .singleElement()
                .asString()
                .startsWith("orders-1 of orders 1.4 called it last in the hour from");
        assertThat(proof.getBoolean("conditions[2].met")).isFalse();
        assertThat(proof.getList("conditions[2].details", String.class))
                .singleElement()
                .asString()
                .startsWith("orders-2 of orders 1.4, there until");
        assertThat(proof.getList("builds.version", String.class)).containsExactly("1.4");
        assertThat(proof.getString("builds[0].legacyBy")).isEqualTo("orders-1");
        assertThat(proof.getString("builds[0].uncounted")).isEqualTo("orders-2");
    }

    @Test
    void calls_on_legacy_before_the_last_stage_are_nobodys_fault() {
        TestShop shop = TestShop.open().route(ROUTE, 2);
        shop.patch(ROUTE, Map.of("percentage", 99)).statusCode(200);
        TestService service = declared(shop);
        service.callsLegacy(ROUTE, 3);

        assertThat(retirement(shop, "").getString("builds[0].legacyBy")).isNull();
    }

    @Test
    void writes_that_wait_in_a_ledger_or_are_lost_are_counted() {
        TestShop shop = complete();
        declared(shop).beside("old-1", "nightly").misses(ROUTE, "ledger-1", 2);
        JsonPath proof = retirement(shop, "");
        assertThat(proof.getBoolean("conditions[4].met")).isFalse();
        assertThat(proof.getString("conditions[4].evidence")).contains("3 on new");
    }

    @Test
    void a_rollback_of_the_environment_ends_the_time_at_the_last_stage() {
        TestShop shop = complete();
        String first = retirement(shop, "").getString("conditions[0].since");
        shop.editor()
                .request()
                .post(shop.environmentPath() + "/rollback")
                .then()
                .statusCode(200);
        assertThat(retirement(shop, "").getBoolean("conditions[0].met")).isFalse();
        shop.editor().request().post(shop.environmentPath() + "/resume").then().statusCode(200);
        String second = retirement(shop, "").getString("conditions[0].since");
        assertThat(second).isNotNull().isGreaterThan(first);
    }

    @Test
    void before_the_last_stage_it_is_not_met() {
        TestShop shop = TestShop.open().route(ROUTE, 2);
        shop.patch(ROUTE, Map.of("percentage", 99)).statusCode(200);
        assertThat(retirement(shop, "").getBoolean("conditions[0].met")).isFalse();
    }

    @Test
    void what_nobody_else_dates_is_dated_by_looking_now_and_then() {
        TestShop shop = complete();
        EnvironmentScope scope = environments.scope(shop.project(), "production");
        assertThat(retirements.dueForALook(scope)).containsExactly(ROUTE);
        retirements.look(scope, ROUTE);
        assertThat(retirements.dueForALook(scope)).isEmpty();
        String first = retirement(shop, "").getString("conditions[4].since");
        assertThat(first).isNotNull();
        retirements.look(scope, ROUTE);
        assertThat(retirement(shop, "").getString("conditions[4].since")).isEqualTo(first);

        declared(shop).misses(ROUTE, "ledger-1", 2);
        retirements.look(scope, ROUTE);

        assertThat(retirement(shop, "").getString("conditions[4].since")).isGreaterThan(first);
    }

    /** Nobody can say what was in between. */
    @Test
    void after_a_time_without_a_look_it_begins_anew() {
        TestShop shop = complete();
        EnvironmentScope scope = environments.scope(shop.project(), "production");
        retirements.look(scope, ROUTE);
        String first = retirement(shop, "").getString("conditions[4].since");
        lookedLongAgo(scope);
        retirements.look(scope, ROUTE);
        assertThat(retirement(shop, "").getString("conditions[4].since")).isGreaterThan(first);
    }

    @Test
    void bounds_are_named_and_strangers_see_nothing() {
        TestShop shop = complete();
        progress(shop, "?days=366").statusCode(422).body("field", equalTo("days"));
        shop.editor()
                .request()
                .get(shop.routePath(ROUTE) + "/retirement?days=0")
                .then()
                .statusCode(422)
                .body("remedy", containsString("1 to 365"));
        shop.editor()
                .request()
                .get(shop.routePath("orders.none") + "/retirement")
                .then()
                .statusCode(404);
        TestUsers.stranger()
                .request()
                .get(shop.environmentPath() + "/progress")
                .then()
                .statusCode(404);
        progress(shop, "").body("requests.day", nullValue());
    }

    private static TestShop complete() {
        TestShop shop = TestShop.open().route(ROUTE, 2);
        shop.patch(ROUTE, Map.of("percentage", 100)).statusCode(200);
        return shop;
    }

    private static TestService declared(TestShop shop) {
        TestService service = TestService.of(shop, "orders-1", "orders");
        service.declares(TestService.route(ROUTE, 2, "off", "shop.Orders.show:41"));
        return service;
    }

    private static JsonPath retirement(TestShop shop, String query) {
        return shop.editor()
                .request()
                .get(shop.routePath(ROUTE) + "/retirement" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse progress(TestShop shop, String query) {
        return shop.editor()
                .request()
                .get(shop.environmentPath() + "/progress" + query)
                .then();
    }

    @Transactional
    void hour(TestShop shop, int hoursAgo, long legacy, long fresh) {
        database.createNativeQuery("""
                        insert into outcome_hour (environment_id, route_key, at, legacy_calls, legacy_served, legacy_errors,
                          new_calls, new_served, new_errors, compared, mismatched, figures)
                        values (:environment, :route, date_trunc('hour', clock_timestamp()) - make_interval(hours => :ago),
                          :legacy, :legacy, 0, :fresh, :fresh, 0, 0, 0, '{}')""")
                .setParameter(
                        "environment",
                        environments.scope(shop.project(), "production").id())
                .setParameter("route", ROUTE)
                .setParameter("ago", hoursAgo)
                .setParameter("legacy", legacy)
                .setParameter("fresh", fresh)
                .executeUpdate();
    }

    /** A build of which the last instance has gone. */
    @Transactional
    void asked(TestShop shop, String version, int firstDaysAgo, int lastDaysAgo) {
        database.createNativeQuery("""
                        insert into retirement_build (environment_id, route_key, application, version, first_seen, last_seen)
                        values (:environment, :route, 'orders', :version, clock_timestamp() - make_interval(days => :first),
                          clock_timestamp() - make_interval(days => :last))""")
                .setParameter(
                        "environment",
                        environments.scope(shop.project(), "production").id())
                .setParameter("route", ROUTE)
                .setParameter("version", version)
                .setParameter("first", firstDaysAgo)
                .setParameter("last", lastDaysAgo)
                .executeUpdate();
    }

    @Transactional
    void saidLongAgo(TestShop shop) {
        database.createNativeQuery(
                        "update instance_report set at = at - interval '2 minutes' where environment_id = :environment")
                .setParameter(
                        "environment",
                        environments.scope(shop.project(), "production").id())
                .executeUpdate();
    }

    @Transactional
    void lookedLongAgo(EnvironmentScope scope) {
        database.createNativeQuery(
                        "update retirement_condition set looked_at = looked_at - interval '2 hours' where environment_id = :environment")
                .setParameter("environment", scope.id())
                .executeUpdate();
    }
}
