package dev.banyan.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.evaluation.PinningSettings;
import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import dev.banyan.wire.RulesetReader;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@BanyanTest
class PinningApiTest {
    /** Whatever people, programs without an SDK key, or the log could get to see. */
    private static final List<String> KEPT = List.of("change", "change_item", "audit_entry", "published", "flag");

    @Inject
    EntityManager database;

    @Test
    void an_environment_says_nothing_about_pins_until_it_is_asked_to() {
        TestShop shop = TestShop.open().route("orders.get", 2);

        shop.editor()
                .request()
                .get(path(shop))
                .then()
                .statusCode(200)
                .body("signed", equalTo(false))
                .body("rotatedAt", nullValue())
                .body("maxAgeSeconds", equalTo(300));
        assertThat(ruleset(shop)).doesNotContain("pinning");
    }

    @Test
    void each_rotation_signs_with_a_new_secret_and_accepts_the_one_before_it_only() {
        TestShop shop = TestShop.open();
        long revision = shop.revision();

        rotate(shop).statusCode(200).body("signed", equalTo(true)).body("previousAccepted", equalTo(false));
        String first = pinning(shop).secrets().get(0);
        assertThat(Base64.getUrlDecoder().decode(first)).hasSizeGreaterThanOrEqualTo(20);
        rotate(shop).body("previousAccepted", equalTo(true)).body("rotatedAt", notNullValue());
        List<String> both = pinning(shop).secrets();
        rotate(shop);
        List<String> newest = pinning(shop).secrets();

        assertThat(both).hasSize(2).endsWith(first).doesNotHaveDuplicates();
        assertThat(newest).hasSize(2).endsWith(both.get(0)).doesNotContain(first);
        assertThat(shop.revision()).isEqualTo(revision + 3);
    }

    @Test
    void a_repeated_rotation_is_one() {
        TestShop shop = TestShop.open();
        for (int i = 0; i < 2; i++) {
            admin().header("Idempotency-Key", "once")
                    .post(path(shop) + "/rotate")
                    .then()
                    .statusCode(200);
        }
        assertThat(pinning(shop).secrets()).hasSize(1);
    }

    @Test
    void the_former_secret_can_go_at_once_and_signing_altogether() {
        TestShop shop = TestShop.open();
        rotate(shop);
        rotate(shop);
        String newest = pinning(shop).secrets().get(0);

        admin().delete(path(shop) + "/previous").then().statusCode(200).body("previousAccepted", equalTo(false));
        assertThat(pinning(shop).secrets()).containsExactly(newest);
        long revision = shop.revision();
        admin().delete(path(shop) + "/previous").then().statusCode(200);
        assertThat(shop.revision()).isEqualTo(revision);

        admin().delete(path(shop)).then().statusCode(200).body("signed", equalTo(false));
        assertThat(ruleset(shop)).doesNotContain("pinning", newest);
        rotate(shop);
        assertThat(pinning(shop).secrets()).hasSize(1).doesNotContain(newest);
    }

    @Test
    void pins_hold_as_long_as_was_said_signed_or_not() {
        TestShop shop = TestShop.open();

        limitAge(shop, 60).statusCode(200).body("maxAgeSeconds", equalTo(60)).body("signed", equalTo(false));
        assertThat(pinning(shop).maxAgeSeconds()).isEqualTo(60);
        assertThat(pinning(shop).secrets()).isEmpty();
        rotate(shop).body("maxAgeSeconds", equalTo(60));
        limitAge(shop, 3_601).statusCode(422).body("field", equalTo("maxAgeSeconds"));
        limitAge(shop, 0).statusCode(422).body("remedy", notNullValue());
        assertThat(pinning(shop).maxAgeSeconds()).isEqualTo(60);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"VIEWER", "OPERATOR", "EDITOR"})
    void only_an_admin_may_touch_it(Role role) {
        TestShop shop = TestShop.open();
        long revision = shop.revision();
        ApiClient user = TestUsers.with(role, shop.project());

        user.request().get(path(shop)).then().statusCode(200);
        user.request().post(path(shop) + "/rotate").then().statusCode(403);
        user.request().body(Map.of("maxAgeSeconds", 60)).put(path(shop)).then().statusCode(403);
        user.request().delete(path(shop) + "/previous").then().statusCode(403);
        user.request().delete(path(shop)).then().statusCode(403);
        assertThat(shop.revision()).isEqualTo(revision);

        ApiClient admin = TestUsers.with(Role.ADMIN, shop.project());
        admin.request().post(path(shop) + "/rotate").then().statusCode(200);
        assertThat(shop.revision()).isEqualTo(revision + 1);
    }

    @Test
    void a_stranger_does_not_learn_that_there_is_anything() {
        TestShop shop = TestShop.open();
        TestUsers.stranger().request().get(path(shop)).then().statusCode(404);
        TestUsers.stranger().request().post(path(shop) + "/rotate").then().statusCode(404);
    }

    @Test
    void the_trail_says_what_happened_in_words() {
        TestShop shop = TestShop.open();
        rotate(shop);
        limitAge(shop, 60);

        shop.editor()
                .request()
                .get("/api/v1/projects/{p}/audit", shop.project())
                .then()
                .body("items[1].action", equalTo("pinning-secret.rotated"))
                .body("items[1].subject", equalTo("production"))
                .body("items[1].details.what", hasItem("a new secret signs"))
                .body("items[0].action", equalTo("pin-age.changed"))
                .body("items[0].details.what", hasItem("pins hold 60 s"));
    }

    @Test
    void a_reverted_flag_brings_back_no_secret() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        rotate(shop);
        shop.patch("orders.get", Map.of("percentage", 5)).statusCode(200);
        long then = shop.revision();
        String old = pinning(shop).secrets().get(0);
        rotate(shop);
        admin().delete(path(shop) + "/previous").then().statusCode(200);
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        List<String> current = pinning(shop).secrets();

        revert(shop, then).statusCode(200).body("cohorts[0].rollout.percentage", equalTo(5));
        revert(shop, then - 1).statusCode(404);

        assertThat(pinning(shop).secrets()).isEqualTo(current).doesNotContain(old);
    }

    @Test
    @Transactional
    void the_secrets_are_nowhere_but_in_their_own_place_and_in_the_sdks_ruleset() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        List<String> log = new ArrayList<>();
        Handler listener = listener(log);
        Logger.getLogger("").addHandler(listener);
        List<String> answers = new ArrayList<>();
        try {
            answers.add(rotate(shop).extract().asString());
            answers.add(rotate(shop).extract().asString());
            answers.addAll(everythingShown(shop));
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }
        List<String> secrets = pinning(shop).secrets();

        assertThat(secrets).hasSize(2);
        for (String secret : secrets) {
            // The search itself finds what is there.
            assertThat(rowsWith("pinning", secret)).isEqualTo(1);
            assertThat(KEPT)
                    .allSatisfy(table ->
                            assertThat(rowsWith(table, secret)).as(table).isZero());
            assertThat(answers).noneMatch(answer -> answer.contains(secret));
            assertThat(log).noneMatch(line -> line.contains(secret));
        }
        assertThat(answers).anyMatch(answer -> answer.contains("pinning-secret.rotated"));
    }

    private List<String> everythingShown(TestShop shop) {
        List<String> answers = new ArrayList<>();
        for (String path : List.of(
                shop.environmentPath(),
                path(shop),
                shop.environmentPath() + "/flags",
                shop.environmentPath() + "/segments",
                shop.environmentPath() + "/convergence",
                shop.flagPath("orders.get"),
                shop.routePath("orders.get") + "/history",
                "/api/v1/projects/" + shop.project() + "/audit")) {
            answers.add(admin().get(path).then().statusCode(200).extract().asString());
        }
        String ofrep = TestShop.sdk(shop.sdkKey(), "ofrep")
                .contentType(ContentType.JSON)
                .body(Map.of("context", Map.of("targetingKey", "ana")))
                .post("/ofrep/v1/evaluate/flags")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        answers.add(ofrep);
        return answers;
    }

    private long rowsWith(String table, String secret) {
        return ((Number) database.createNativeQuery(
                                "select count(*) from " + table + " t where strpos(t::text, :secret) > 0", Long.class)
                        .setParameter("secret", secret)
                        .getSingleResult())
                .longValue();
    }

    private static Handler listener(List<String> log) {
        return new Handler() {
            @Override
            public synchronized void publish(LogRecord line) {
                log.add(line.getMessage() + " " + Arrays.toString(line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static ValidatableResponse rotate(TestShop shop) {
        return admin().post(path(shop) + "/rotate").then();
    }

    private static ValidatableResponse limitAge(TestShop shop, int seconds) {
        return admin().body(Map.of("maxAgeSeconds", seconds)).put(path(shop)).then();
    }

    private static ValidatableResponse revert(TestShop shop, long revision) {
        return shop.editor()
                .request()
                .header("If-Match", "\"" + shop.flag("orders.get").getLong("version") + "\"")
                .post(shop.routePath("orders.get") + "/revert?revision=" + revision)
                .then();
    }

    private static RequestSpecification admin() {
        return ApiClient.administrator().request();
    }

    private static String path(TestShop shop) {
        return shop.environmentPath() + "/pinning";
    }

    private static PinningSettings pinning(TestShop shop) {
        return RulesetReader.read(ruleset(shop).getBytes(StandardCharsets.UTF_8))
                .pinning();
    }

    private static String ruleset(TestShop shop) {
        String key = shop.sdkKey();
        long revision = shop.revision();
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> TestShop.sdk(key, "pinning").get("/sdk/v1/snapshot"),
                        answer -> answer.statusCode() == 200
                                && RulesetReader.read(answer.asByteArray()).revision() >= revision)
                .asString();
    }
}
