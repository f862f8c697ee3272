package dev.banyan.server.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.testing.BanyanTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client need not fetch again, and what it must. */
@BanyanTest
class OfrepCachingApiTest {

    private static final Map<String, String> ANA = Map.of("targetingKey", "ana");

    private OfrepShop shop;

    @BeforeEach
    void half_of_the_orders_are_new() {
        shop = new OfrepShop()
                .route("orders.get", 2)
                .rollOut("orders.get", "off", "complete", 50)
                .settle();
    }

    @Test
    void an_unchanged_answer_is_not_sent_again() {
        Response first = ask(ANA, null, null);
        assertThat(first.header("ETag")).startsWith("\"").doesNotStartWith("W/");

        Response second = ask(ANA, first.header("ETag"), null);

        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body().asByteArray()).isEmpty();
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    }

    @Test
    void the_same_question_gets_the_same_bytes() {
        assertThat(ask(ANA, null, null).asByteArray())
                .isEqualTo(ask(ANA, null, null).asByteArray());
    }

    @Test
    void another_context_is_another_answer() {
        String tag =
                ask(Map.of("targetingKey", "ana", "plan", "free"), null, null).header("ETag");

        Response other = ask(Map.of("targetingKey", "ana", "plan", "pro"), tag, null);

        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void the_order_of_attributes_does_not_matter() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("targetingKey", "ana");
        one.put("plan", "free");
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("plan", "free");
        other.put("targetingKey", "ana");

        String tag = ask(one, null, null).header("ETag");

        assertThat(ask(other, tag, null).statusCode()).isEqualTo(304);
    }

    @Test
    void a_change_is_a_new_answer() {
        String tag = ask(ANA, null, null).header("ETag");
        shop.rollOut("orders.get", "off", "complete", 60).settle();

        assertThat(ask(ANA, tag, null).statusCode()).isEqualTo(200);
    }

    @Test
    void one_of_several_known_answers_may_match_also_weakly() {
        String tag = ask(ANA, null, null).header("ETag");

        assertThat(ask(ANA, "\"other\", W/" + tag, null).statusCode()).isEqualTo(304);
        assertThat(ask(ANA, "\"other\"", null).statusCode()).isEqualTo(200);
        assertThat(ask(ANA, "*", null).statusCode()).isEqualTo(304);
    }

    @Test
    void an_event_of_another_version_is_never_answered_with_unchanged() {
        String tag = ask(ANA, null, null).header("ETag");
        String version = '"' + shop.version() + '"';

        assertThat(ask(ANA, tag, version).statusCode()).isEqualTo(304);
        assertThat(ask(ANA, tag, "\"something-else\"").statusCode()).isEqualTo(200);
    }

    /** Another replica has told the client of a change that this one has not heard of yet. */
    @Test
    void an_announced_version_is_waited_for() throws Exception {
        String epoch = shop.version().replaceFirst("-\\d+$", "");
        String next = epoch + "-" + (shop.shop().revision() + 1);

        RequestSpecification change = shop.shop()
                .editor()
                .request()
                .header("If-Match", "\"" + shop.shop().flag("orders.get").getLong("version") + "\"")
                .body(Map.of("percentage", 100));

        // It waits for two seconds, so nothing but the change itself comes between.
        CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> ask(ANA, null, '"' + next + '"'));
        change.patch(shop.shop().flagPath("orders.get")).then().statusCode(200);

        var flags = answer.get(60, TimeUnit.SECONDS).jsonPath();
        assertThat(flags.getString("metadata.version")).isEqualTo(next);
        assertThat(flags.getBoolean("flags[0].value")).isTrue();
    }

    @Test
    void a_version_that_never_comes_is_not_waited_for_for_ever() {
        String epoch = shop.version().replaceFirst("-\\d+$", "");

        Response answer = ask(ANA, null, '"' + epoch + "-999999\"");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("metadata.version")).isEqualTo(shop.version());
    }

    @Test
    void where_chance_may_decide_the_tag_is_weak() {
        OfrepShop random = new OfrepShop()
                .route("orders.get", 2, Map.of("missingKey", "random"))
                .rollOut("orders.get", "off", "complete", 50)
                .settle();

        String tag = random.all(Map.of()).statusCode(200).extract().header("ETag");

        assertThat(tag).startsWith("W/\"");
        random.request()
                .header("If-None-Match", tag)
                .body(Map.of("context", Map.of()))
                .post(OfrepShop.FLAGS)
                .then()
                .statusCode(304);
    }

    private Response ask(Map<String, ?> context, String known, String announced) {
        var request = shop.request().body(Map.of("context", context));
        if (known != null) {
            request.header("If-None-Match", known);
        }
        if (announced != null) {
            request.queryParam("flagConfigEtag", announced);
        }
        return request.post(OfrepShop.FLAGS);
    }
}
