package dev.banyan.server.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestStream;
import dev.banyan.wire.Abilities;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services that are older than the server: who will not understand a change is named before it is made. */
@BanyanTest
class FollowersApiTest {
    private final List<TestStream> streams = new ArrayList<>();
    private TestShop shop;
    private String key;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 2);
        key = shop.sdkKey();
    }

    @AfterEach
    void hangUp() {
        streams.forEach(TestStream::close);
    }

    @Test
    void a_change_that_some_will_not_understand_is_refused_with_their_names_until_it_is_confirmed() {
        connect("a", without("operator:semverLessThan"));
        connect("b", without("operator:semverLessThan"));
        connect("c", String.join(" ", Abilities.OURS));
        long before = shop.revision();

        change(semver(), "")
                .statusCode(409)
                .body("type", containsString("not-understood"))
                .body("field", equalTo("confirm"))
                .body(
                        "detail",
                        equalTo("2 instances of legacy-shop run SDK java/0.1.0 and will not understand this condition,"
                                + " “semverLessThan” (a.host, b.host). They keep the last rules that they understand there;"
                                + " rollbacks still hold."))
                .body("remedy", containsString("?confirm=true"));
        assertThat(shop.revision()).isEqualTo(before);

        change(semver(), "?confirm=true").statusCode(200);
        assertThat(shop.revision()).isGreaterThan(before);
    }

    @Test
    void the_preview_names_them_too_and_changes_nothing() {
        connect("a", without("operator:semverLessThan"));
        long before = shop.revision();

        preview(semver())
                .body("lagging", hasSize(1))
                .body("lagging[0].application", equalTo("legacy-shop"))
                .body("lagging[0].instances", equalTo(1))
                .body("lagging[0].lacking", equalTo(List.of("operator:semverLessThan")))
                .body("lagging[0].words", containsString("1 instance of legacy-shop runs SDK java/0.1.0"))
                .body("flag.cohorts", hasSize(2));
        preview(Map.of("percentage", 5)).body("lagging", hasSize(0));
        assertThat(shop.revision()).isEqualTo(before);
    }

    @Test
    void an_instance_that_says_nothing_is_of_the_first_release_and_understands_all_of_today() {
        connect("a", null);

        change(semver(), "").statusCode(200);
    }

    /** The first release refuses a whole ruleset for one thing that it does not know. */
    @Test
    void of_an_sdk_that_reads_the_whole_or_nothing_it_is_said_that_it_takes_no_rollback_either() {
        connect("a", without("operator:semverLessThan").replace(Abilities.BY_PARTS, ""));

        change(semver(), "")
                .statusCode(409)
                .body("detail", containsString("will take no change of this environment any more, rollbacks included"));
    }

    @Test
    void the_way_back_asks_nobody() {
        connect("a", without("kind:2"));

        change(Map.of("percentage", 50), "").statusCode(409);
        change(Map.of("percentage", 50), "?confirm=true").statusCode(200);
        shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        shop.act("orders.get", "resume", Map.of()).statusCode(200);
    }

    @Test
    void reverting_and_segments_ask_too() {
        change(semver(), "").statusCode(200);
        long withCondition = shop.revision();
        change(Map.of("cohorts", List.of(everybody(0))), "").statusCode(200);
        connect("a", without("operator:semverLessThan", "operator:in"));

        String etag = shop.editor().request().get(shop.flagPath("orders.get")).getHeader("ETag");
        for (int status : new int[] {409, 200}) {
            shop.editor()
                    .request()
                    .header("If-Match", etag)
                    .queryParam("revision", withCondition)
                    .queryParam("confirm", status == 200)
                    .post(shop.routePath("orders.get") + "/revert")
                    .then()
                    .statusCode(status);
            shop.editor()
                    .request()
                    .header("If-None-Match", "*")
                    .queryParam("confirm", status == 200)
                    .body(Map.of(
                            "conditions",
                            List.of(Map.of("attribute", "country", "operator", "in", "values", List.of("DE")))))
                    .put(shop.environmentPath() + "/segments/german")
                    .then()
                    .statusCode(status);
        }
    }

    /** No list of what a part needs may be longer than what instances say that they understand, or they could follow nothing. */
    @Test
    void todays_sdk_understands_every_condition_that_can_be_written() {
        connect("a", String.join(" ", Abilities.OURS));

        for (String operator : List.of("equals", "startsWith", "greaterThan", "before", "semverEqual")) {
            Object value =
                    operator.equals("greaterThan") ? 3 : operator.equals("before") ? "2026-01-01T00:00:00Z" : "1.0.0";
            change(Map.of("cohorts", List.of(some(operator, value), everybody(0))), "")
                    .statusCode(200)
                    .body("type", not(equalTo("not-understood")));
        }
    }

    private ValidatableResponse change(Map<String, ?> patch, String query) {
        String path = shop.flagPath("orders.get");
        return shop.editor()
                .request()
                .header("If-Match", shop.editor().request().get(path).getHeader("ETag"))
                .body(patch)
                .patch(path + query)
                .then();
    }

    private ValidatableResponse preview(Map<String, ?> patch) {
        return shop.editor()
                .request()
                .body(patch)
                .post(shop.flagPath("orders.get") + "/preview")
                .then()
                .statusCode(200);
    }

    private static Map<String, ?> semver() {
        return Map.of("cohorts", List.of(some("semverLessThan", "2.0.0"), everybody(0)));
    }

    private static Map<String, ?> some(String operator, Object value) {
        Map<String, ?> condition = Map.of("attribute", "app", "operator", operator, "values", List.of(value));
        return Map.of("name", "some", "conditions", List.of(condition), "rollout", rollout(100));
    }

    private static Map<String, ?> everybody(int percentage) {
        return Map.of("name", "default", "conditions", List.of(), "rollout", rollout(percentage));
    }

    private static Map<String, ?> rollout(int percentage) {
        return Map.of("from", "off", "to", "complete", "percentage", percentage);
    }

    private static String without(String... abilities) {
        TreeSet<String> words = new TreeSet<>(Abilities.OURS);
        List.of(abilities).forEach(words::remove);
        return String.join(" ", words);
    }

    /** Returns when everybody knows that it is there; it stays until the test is over. */
    private void connect(String instance, String understands) {
        List<String> headers = new ArrayList<>(List.of(
                "Banyan-Application", "legacy-shop", "Banyan-Host", instance + ".host", "Banyan-Sdk", "java/0.1.0"));
        if (understands != null) {
            headers.addAll(List.of("Banyan-Understands", understands));
        }
        streams.add(TestStream.connect(key, instance, headers.toArray(new String[0])));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> shop.editor()
                        .request()
                        .get(shop.environmentPath() + "/instances")
                        .jsonPath()
                        .getList("items.id")
                        .contains(instance));
    }
}
