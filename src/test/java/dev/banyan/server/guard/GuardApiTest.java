package dev.banyan.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From what services send to what the guard does. */
@BanyanTest
class GuardApiTest {
    private static final String ROUTE = "orders.get";

    private static TestShop shop(int percentage) {
        TestShop shop = TestShop.open().route(ROUTE, 2);
        shop.patch(ROUTE, Map.of("percentage", percentage)).statusCode(200);
        return shop;
    }

    @Test
    void a_new_side_that_fails_is_rolled_back_by_itself_and_explained() {
        TestShop shop = shop(25);
        GuardedService service = new GuardedService(shop).sends(1_500, 3, 500, 250);

        JsonPath decision = service.decided();

        assertThat(decision.getString("outcome")).isEqualTo("rolled-back");
        assertThat(decision.getString("cause")).isEqualTo("harm");
        assertThat(decision.getString("words"))
                .startsWith("New fails more often than legacy in the same seconds: since this rollout began"
                        + " 250 of 500 (50 %) on new, 3 of 1,500 (0.2 %) on legacy");
        assertThat(decision.getLong("revision")).isEqualTo(shop.revision());
        assertThat(decision.getLong("evidence.new.bad")).isEqualTo(250);
        assertThat(decision.getLong("evidence.legacy.calls")).isEqualTo(1_500);
        assertThat(decision.getList("evidence.seconds.new.calls", Long.class)).isNotEmpty();
        assertThat(decision.getFloat("evidence.evidenceOfHarm")).isGreaterThan(decision.getFloat("evidence.threshold"));
        assertThat(shop.flag(ROUTE).getString("rollback.by")).isEqualTo("guard");
        assertThat(shop.flag(ROUTE).getString("rollback.reason")).isEqualTo(decision.getString("words"));
        audited(shop, "flag.rolled-back");
    }

    private static void audited(TestShop shop, String action) {
        shop.editor()
                .request()
                .queryParam("action", action)
                .get("/api/v1/projects/{p}/audit", shop.project())
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1))
                .body("items[0].actor", equalTo("guard"))
                .body("items[0].actorKind", equalTo("system"));
    }

    @Test
    void what_is_rolled_back_is_rolled_back_once_and_a_resume_begins_anew() {
        TestShop shop = shop(25);
        GuardedService service = new GuardedService(shop).sends(1_500, 0, 500, 250);
        service.decided();
        service.sends(1_500, 0, 500, 250).sends(1_500, 0, 500, 250);

        shop.act(ROUTE, "resume", Map.of()).statusCode(200);
        service.afterTheChange().sends(1_500, 0, 500, 0).seen(500);

        assertThat(service.decisions().getList("items")).hasSize(1);
        assertThat(service.standing().getString("verdict")).isNotEqualTo("HARMFUL");
        service.sends(1_500, 0, 500, 250);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> service.decisions().getList("items").size() == 2);
    }

    @Test
    void a_fault_of_both_sides_pauses_and_takes_nobody_back() {
        TestShop shop = shop(25);
        GuardedService service = new GuardedService(shop).sends(1_500, 3, 500, 1);
        service.seen(500);
        service.sends(1_500, 3, 500, 1).seen(1_000);
        service.sends(1_500, 750, 500, 250);

        JsonPath decision = service.decided();

        assertThat(decision.getString("outcome")).isEqualTo("paused");
        assertThat(decision.getString("cause")).isEqualTo("both-degraded");
        assertThat(decision.getString("words")).startsWith("Both sides degraded: ");
        assertThat(shop.flag(ROUTE).getString("rollback")).isNull();
        assertThat(service.standing().getBoolean("bothDegraded")).isTrue();
        audited(shop, "guard.paused");
    }

    @Test
    void alike_sides_become_healthy_and_nothing_is_done() {
        TestShop shop = shop(50);
        GuardedService service = new GuardedService(shop);
        for (int second = 1; second <= 8; second++) {
            service.sends(1_000, 2, 1_000, 2).seen(1_000L * second);
        }

        assertThat(service.standing().getString("verdict")).isEqualTo("HEALTHY");
        assertThat(service.decisions().getList("items")).isEmpty();
    }

    @Test
    void without_data_nothing_is_healthy() {
        TestShop shop = shop(25);
        GuardedService service = new GuardedService(shop);

        assertThat(service.standing().getString("verdict")).isEqualTo("INCONCLUSIVE");
        assertThat(service.standing().getString("words"))
                .isEqualTo("No requests since it serves 25 % from new: nothing is known yet.");
        service.sends(60, 0, 20, 0).seen(20);
        assertThat(service.standing().getString("verdict")).isEqualTo("INCONCLUSIVE");
        assertThat(service.standing().getString("words")).contains("needs about");
    }

    @Test
    void to_judge_anew_sets_aside_what_was_found() {
        TestShop shop = shop(25);
        pausing(shop);
        GuardedService service = new GuardedService(shop).sends(1_500, 0, 500, 250);
        assertThat(service.decided().getString("outcome")).isEqualTo("paused");
        assertThat(service.standing().getString("verdict")).isEqualTo("HARMFUL");

        shop.editor()
                .request()
                .post(shop.routePath(ROUTE) + "/guard/begin-anew")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("INCONCLUSIVE"));
    }

    @Test
    void whoever_goes_forward_while_new_does_harm_says_why() {
        TestShop shop = shop(25);
        pausing(shop);
        GuardedService service = new GuardedService(shop).sends(1_500, 0, 500, 250);
        service.decided();

        shop.patch(ROUTE, Map.of("percentage", 50))
                .statusCode(422)
                .body("field", equalTo("reason"))
                .body("detail", containsString("500 requests on new, 50 % bad where 0 % is what legacy has"));
        assertThat(shop.flag(ROUTE).getInt("cohorts[0].rollout.percentage")).isEqualTo(25);

        shop.patch(ROUTE, Map.of("percentage", 26, "reason", "the errors are known"))
                .statusCode(200);
    }

    @Test
    void whoever_goes_back_while_new_does_harm_needs_no_word() {
        TestShop shop = shop(25);
        pausing(shop);
        new GuardedService(shop).sends(1_500, 0, 500, 250).decided();

        shop.patch(ROUTE, Map.of("percentage", 10)).statusCode(200);
    }

    private static void pausing(TestShop shop) {
        shop.editor()
                .request()
                .header("If-Match", "\"0\"")
                .body("{\"guardrails\":[{\"kind\":\"error-rate\",\"action\":\"pause\"}]}")
                .put(shop.routePath(ROUTE) + "/guardrails")
                .then()
                .statusCode(200);
    }
}
