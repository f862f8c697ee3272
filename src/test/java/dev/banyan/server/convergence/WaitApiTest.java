package dev.banyan.server.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BanyanTest
class WaitApiTest {
    @Inject
    DataSource database;

    private TestShop shop;
    private Fleet fleet;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 25)).statusCode(200);
        fleet = new Fleet(shop, database);
        fleet.applied("one", shop.revision());
        fleet.applied("two", shop.revision());
    }

    @Test
    void the_answer_comes_with_the_last_acknowledgement() throws Exception {
        long before = shop.revision();
        long began = System.nanoTime();
        CompletableFuture<ValidatableResponse> answer =
                CompletableFuture.supplyAsync(() -> post("/routes/orders.get/rollback?wait=30s"));
        await().atMost(Duration.ofSeconds(60)).until(() -> shop.revision() > before);
        fleet.applied("one", before + 1);
        fleet.applied("two", before + 1);

        answer.get(25, TimeUnit.SECONDS)
                .statusCode(200)
                .body("revision", equalTo((int) before + 1))
                .body("changed", equalTo(true))
                .body("convergence.complete", equalTo(true))
                .body("convergence.applied", equalTo(2));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void at_the_end_of_the_time_the_answer_says_who_has_not() {
        post("/routes/orders.get/rollback?wait=300ms")
                .statusCode(200)
                .body("changed", equalTo(true))
                .body("convergence.complete", equalTo(false))
                .body("convergence.pending", equalTo(2))
                .body("convergence.stragglers[0].id", equalTo("one"))
                .body("convergence.stragglers[0].still[0].words", equalTo("serves 25 % from new"));
    }

    @Test
    void every_action_can_wait_and_none_has_to() {
        for (String action : new String[] {
            "/rollback",
            "/resume",
            "/isolate",
            "/resume",
            "/routes/orders.get/isolate",
            "/routes/orders.get/resume",
            "/routes/orders.get/drill"
        }) {
            post(action + "?wait=1ms").statusCode(200).body("convergence.total", equalTo(2));
        }
        post("/routes/orders.get/rollback").statusCode(200).body("convergence", nullValue());
    }

    @Test
    void where_nobody_is_nobody_is_awaited() {
        TestShop empty = TestShop.open().route("orders.get", 2);
        long began = System.nanoTime();

        empty.editor()
                .request()
                .post(empty.routePath("orders.get") + "/drill?wait=30s")
                .then()
                .statusCode(200)
                .body("convergence.total", equalTo(0));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(25));
    }

    @Test
    void a_wait_that_cannot_be_read_is_refused_before_anything_is_changed() {
        post("/routes/orders.get/rollback?wait=1m")
                .statusCode(422)
                .body("field", equalTo("wait"))
                .body("remedy", containsString("500ms or 5s"));

        assertThat(shop.flag("orders.get").getString("rollback")).isNull();
    }

    private ValidatableResponse post(String path) {
        return shop.editor().request().post(shop.environmentPath() + path).then();
    }
}
