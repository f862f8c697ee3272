package dev.banyan.server.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.evaluation.BreakerSettings;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import dev.banyan.wire.RulesetReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BanyanTest
class FlagSettingsApiTest {
    private static final Map<String, ?> BREAKER = Map.of(
            "errorRate",
            12.5,
            "slowRate",
            80,
            "slowMillis",
            500,
            "windowSeconds",
            20,
            "minimumCalls",
            50,
            "openSeconds",
            60,
            "probes",
            3);

    @Test
    void a_new_route_compares_everything_and_has_no_breaker() {
        TestShop shop = TestShop.open().route("orders.get", 4);

        shop.editor()
                .request()
                .get(shop.flagPath("orders.get"))
                .then()
                .body("shadow.percentage", equalTo(100))
                .body("shadow.control", equalTo(0))
                .body("breaker", nullValue());
        assertThat(published(shop)).doesNotContain("shadow\":{", "breaker");
    }

    @Test
    void the_sdk_reads_the_very_settings() {
        TestShop shop = TestShop.open().route("orders.get", 4);

        shop.patch("orders.get", Map.of("shadow", Map.of("percentage", 10.0005, "control", 1), "breaker", BREAKER))
                .statusCode(200)
                .body("shadow.percentage", equalTo(10.0005f))
                .body("breaker.errorRate", equalTo(12.5f))
                .body("breaker.probes", equalTo(3));

        RouteRules rules = ruleset(shop).route("orders.get");
        assertThat(rules.shadow().share()).isEqualTo(100_005);
        assertThat(rules.shadow().control()).isEqualTo(10_000);
        BreakerSettings breaker = rules.breaker();
        assertThat(breaker.errors()).isEqualTo(125_000);
        assertThat(breaker.slow()).isEqualTo(800_000);
        assertThat(breaker.slowMillis()).isEqualTo(500);
        assertThat(breaker.windowSeconds()).isEqualTo(20);
        assertThat(breaker.minimumCalls()).isEqualTo(50);
        assertThat(breaker.openSeconds()).isEqualTo(60);
        assertThat(breaker.probes()).isEqualTo(3);
    }

    @Test
    void back_at_the_default_the_flag_is_published_as_if_there_were_no_settings() {
        TestShop shop = TestShop.open().route("orders.get", 4);
        String before = published(shop);
        shop.patch("orders.get", Map.of("shadow", Map.of("percentage", 10), "breaker", Map.of()))
                .statusCode(200);
        assertThat(published(shop)).isNotEqualTo(before).contains("\"breaker\":{");

        shop.patch("orders.get", Map.of("shadow", Map.of("percentage", 100), "breaker", Map.of("enabled", false)))
                .statusCode(200)
                .body("breaker", nullValue());

        assertThat(published(shop)).isEqualTo(before);
    }

    @Test
    void settings_start_nobody_and_a_rollout_keeps_them() {
        TestShop shop = TestShop.open().route("orders.get", 4);

        shop.patch("orders.get", Map.of("breaker", Map.of()))
                .statusCode(200)
                .body("enabled", equalTo(false))
                .body("cohorts[0].rollout.percentage", equalTo(0));
        shop.patch("orders.get", Map.of("percentage", 5))
                .statusCode(200)
                .body("enabled", equalTo(true))
                .body("breaker.errorRate", equalTo(50));
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        assertThat(shop.flag("orders.get").getInt("breaker.probes")).isEqualTo(5);
        shop.patch("orders.get", Map.of("percentage", 7, "shadow", Map.of("control", 2)))
                .statusCode(200)
                .body("cohorts[0].rollout.percentage", equalTo(7))
                .body("shadow.control", equalTo(2));
    }

    @Test
    void what_is_wrong_is_named_with_its_remedy_and_changes_nothing() {
        TestShop shop = TestShop.open().route("orders.get", 4).route("orders.list", 2);
        long before = shop.revision();

        shop.patch("orders.get", Map.of("breaker", Map.of("windowSeconds", 301)))
                .statusCode(422)
                .body("field", equalTo("breaker.windowSeconds"))
                .body("remedy", containsString("1 to 300"));
        shop.patch("orders.get", Map.of("shadow", Map.of("percentage", 12.34567)))
                .statusCode(422)
                .body("field", equalTo("shadow.percentage"));
        shop.patch("orders.list", Map.of("shadow", Map.of("percentage", 10)))
                .statusCode(422)
                .body("field", equalTo("shadow"));
        shop.patch("orders.get", Map.of("breaker", Map.of("errorrate", 10))).statusCode(422);

        assertThat(shop.revision()).isEqualTo(before);
    }

    @Test
    void versions_reasons_and_roles_hold_for_settings_too() {
        TestShop shop = TestShop.guarded().route("orders.get", 4);
        Map<String, ?> wanted = Map.of("breaker", Map.of(), "reason", "before the sale");

        shop.patch("orders.get", Map.of("breaker", Map.of())).statusCode(422).body("field", equalTo("reason"));
        shop.patchAs(TestUsers.with(Role.OPERATOR, shop.project()), "orders.get", wanted)
                .statusCode(403);
        shop.editor()
                .request()
                .header("If-Match", "\"0\"")
                .body(wanted)
                .patch(shop.flagPath("orders.get"))
                .then()
                .statusCode(412)
                .body("current.breaker", nullValue());
        shop.patch("orders.get", wanted).statusCode(200);
    }

    @Test
    void history_audit_and_revert_know_the_settings() {
        TestShop shop = TestShop.open().route("orders.get", 4);
        shop.patch("orders.get", Map.of("percentage", 5)).statusCode(200);
        long without = shop.revision();
        shop.patch("orders.get", Map.of("shadow", Map.of("percentage", 10), "breaker", Map.of()))
                .statusCode(200);

        shop.editor()
                .request()
                .get(shop.routePath("orders.get") + "/history")
                .then()
                .body("items[0].before.breaker", nullValue())
                .body("items[0].before.shadow.percentage", equalTo(100))
                .body("items[0].after.breaker.errorRate", equalTo(50));
        shop.editor()
                .request()
                .get("/api/v1/projects/{p}/audit", shop.project())
                .then()
                .statusCode(200)
                .body(
                        "items[0].details.what",
                        contains("shadow reads 100 % → 10 %", "circuit breaker on: opens at 50 % errors"));

        shop.editor()
                .request()
                .header("If-Match", "\"" + shop.flag("orders.get").getLong("version") + "\"")
                .post(shop.routePath("orders.get") + "/revert?revision=" + without)
                .then()
                .statusCode(200)
                .body("cohorts[0].rollout.percentage", equalTo(5))
                .body("shadow.percentage", equalTo(100))
                .body("breaker", nullValue());
    }

    private static Ruleset ruleset(TestShop shop) {
        return RulesetReader.read(snapshot(shop));
    }

    /** The routes as published; what stands before them changes with each revision. */
    /** Of the routes, but for when they were last changed. */
    private static String published(TestShop shop) {
        String all = new String(snapshot(shop), StandardCharsets.UTF_8);
        return all.substring(all.indexOf("\"routes\":")).replaceAll(",\"since\":\\d+", "");
    }

    private static byte[] snapshot(TestShop shop) {
        String key = shop.sdkKey();
        long revision = shop.revision();
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> TestShop.sdk(key, "settings").get("/sdk/v1/snapshot"),
                        answer -> answer.statusCode() == 200
                                && RulesetReader.read(answer.asByteArray()).revision() >= revision)
                .asByteArray();
    }
}
