package dev.banyan.server.health.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@BanyanTest
class ComparisonApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void comparisons_of_all_instances_add_up() {
        TestShop shop = TestShop.open().route("orders.get", 4);
        TestService one = TestService.of(shop, "one", "shop");
        one.compares(comparison("orders.get", 100, 3)).statusCode(204);
        one.beside("two", "shop").compares(comparison("orders.get", 50, 1)).statusCode(204);

        awaitCompared(shop, 150);

        get(shop, "")
                .body("mismatched", equalTo(4))
                .body("failed", equalTo(4))
                .body("dropped", equalTo(6))
                .body("late", equalTo(8))
                .body("controls", equalTo(10))
                .body("mismatchRate", equalTo(4 / 150f));
        get(shop, "/paths")
                .body("items.path", contains("$.items[].price", "$.servedAt"))
                .body("items.kind", contains("changed", "changed"))
                .body("items.count", contains(4, 150))
                .body("items.noise", contains(false, true));
        get(shop, "/paths?from=" + Instant.now().minus(Duration.ofDays(2))).body("items", hasSize(2));
        get(shop, "/paths?to=" + Instant.now().minus(Duration.ofDays(2))).body("items", hasSize(0));
    }

    @Test
    void a_repeated_batch_counts_once() {
        TestShop shop = TestShop.open().route("orders.get", 4).route("orders.list", 4);
        TestService service = TestService.of(shop, "one", "shop");
        service.compares(1, comparison("orders.get", 100, 3)).statusCode(204);
        service.compares(1, comparison("orders.get", 100, 3)).statusCode(204);
        service.compares(2, comparison("orders.get", 10, 0)).statusCode(204);

        awaitCompared(shop, 110);
    }

    @Test
    void what_the_server_does_not_know_is_left_out_and_hurts_nothing_else() {
        TestShop shop = TestShop.open().route("orders.get", 4);
        TestService service = TestService.of(shop, "one", "shop");
        service.compares(comparison("nobody.knows", 7, 0) + "," + comparison("orders.get", 5, 0))
                .statusCode(204);

        awaitCompared(shop, 5);
    }

    @Test
    void values_that_are_withheld_are_not_even_kept() {
        TestShop shop = TestShop.open().route("orders.get", 4);
        TestService service = TestService.of(shop, "one", "shop");
        service.compares(samples("""
            {"at":"2026-01-01T08:00:00Z","path":"$.total","kind":"changed","legacy":"10","new":"11","noise":false},
            {"at":"2026-01-01T08:00:00Z","path":"$.email","kind":"changed","legacy":"a@b.example","new":"secret","redacted":true}\
            """)).statusCode(204);
        awaitSamples(shop, 2);

        JsonPath samples = get(shop, "/samples").extract().jsonPath();

        assertThat(samples.getString("items.find { it.path == '$.total' }.legacy"))
                .isEqualTo("10");
        assertThat(samples.getString("items.find { it.path == '$.total' }.new")).isEqualTo("11");
        assertThat(samples.getBoolean("items.find { it.path == '$.email' }.redacted"))
                .isTrue();
        assertThat(samples.getString("items.find { it.path == '$.email' }.legacy"))
                .isNull();
        assertThat(samples.prettify()).doesNotContain("secret", "a@b.example");
    }

    @Test
    void the_newest_fifty_samples_replace_the_oldest() {
        TestShop shop = TestShop.open().route("orders.get", 4);
        TestService service = TestService.of(shop, "one", "shop");
        service.compares(samples(sample("$.oldest"))).statusCode(204);
        awaitSamples(shop, 1);

        for (int batch = 0; batch < 11; batch++) {
            service.compares(samples(
                            IntStream.range(0, 5).mapToObj(i -> sample("$.new")).collect(Collectors.joining(","))))
                    .statusCode(204);
        }

        awaitSamples(shop, 50);
        get(shop, "/samples?limit=200").body("items.findAll { it.path == '$.oldest' }", hasSize(0));
    }

    @Test
    void lists_come_in_pages() {
        TestShop shop = TestShop.open().route("orders.get", 4);
        TestService.of(shop, "one", "shop")
                .compares(samples(sample("$.a") + "," + sample("$.b") + "," + sample("$.c")))
                .statusCode(204);
        awaitSamples(shop, 3);

        String next = get(shop, "/samples?limit=2")
                .body("items", hasSize(2))
                .extract()
                .jsonPath()
                .getString("next");

        get(shop, "/samples?limit=2&after=" + next).body("items", hasSize(1)).body("next", nullValue());
    }

    @Test
    void more_than_its_bounds_is_refused_with_the_field() {
        TestShop shop = TestShop.open().route("orders.get", 4);
        TestService service = TestService.of(shop, "one", "shop");
        String six = IntStream.range(0, 6).mapToObj(i -> sample("$.a")).collect(Collectors.joining(","));

        service.compares(samples(six)).statusCode(422).body("field", equalTo("comparisons[0].samples"));
        service.compares(samples("{\"path\":\"$.a\",\"kind\":\"odd\"}"))
                .statusCode(422)
                .body("field", equalTo("comparisons[0].samples[0].kind"));
        service.compares(samples(sample("$." + "a".repeat(5_000)))).statusCode(204);

        awaitSamples(shop, 1);
        assertThat(get(shop, "/samples").extract().jsonPath().getString("items[0].path"))
                .hasSize(200);
    }

    @Test
    void another_environment_sees_and_adds_nothing() {
        TestShop shop = TestShop.open().route("orders.get", 4);
        TestShop other = TestShop.open().route("orders.get", 4);
        TestService.of(other, "one", "shop")
                .compares(comparison("orders.get", 9, 0))
                .statusCode(204);
        TestService.of(shop, "one", "shop")
                .compares(comparison("orders.get", 100, 3))
                .statusCode(204);

        awaitCompared(other, 9);
        awaitCompared(shop, 100);
        TestUsers.stranger()
                .request()
                .get(shop.routePath("orders.get") + "/comparison")
                .then()
                .statusCode(404);
    }

    private static void awaitCompared(TestShop shop, int compared) {
        awaitFolded(() -> get(shop, "").extract().jsonPath().getInt("compared") == compared);
    }

    private static void awaitSamples(TestShop shop, int samples) {
        awaitFolded(() ->
                get(shop, "/samples").extract().jsonPath().getList("items").size() == samples);
    }

    /** Folded as by one replica more, which need not wait for its next turn. */
    private static void awaitFolded(BooleanSupplier there) {
        await().atMost(SOON).until(() -> {
            CDI.current().select(ComparisonFold.class).get().fold();
            return there.getAsBoolean();
        });
    }

    private static ValidatableResponse get(TestShop shop, String what) {
        return shop.editor()
                .request()
                .get(shop.routePath("orders.get") + "/comparison" + what)
                .then()
                .statusCode(200);
    }

    private static String comparison(String route, int compared, int mismatched) {
        return """
            {"route":"%s","stage":"shadow","operation":"read","compared":%d,"mismatched":%d,"failed":2,"dropped":3,"late":4,
             "controls":5,"paths":[{"path":"$.items[].price","kind":"changed","count":%d,"control":0},
               {"path":"$.servedAt","kind":"changed","count":%d,"control":5}]}\
            """.formatted(route, compared, mismatched, mismatched, compared);
    }

    private static String samples(String samples) {
        return "{\"route\":\"orders.get\",\"stage\":\"shadow\",\"operation\":\"read\",\"compared\":1,\"mismatched\":1,\"samples\":["
                + samples + "]}";
    }

    private static String sample(String path) {
        return "{\"at\":\"2026-01-01T08:00:00Z\",\"path\":\"" + path
                + "\",\"kind\":\"changed\",\"legacy\":\"1\",\"new\":\"2\",\"noise\":false}";
    }
}
