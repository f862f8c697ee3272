package dev.banyan.server.report;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BanyanTest
class BacklogApiTest {
    private static final Map<String, ?> TO_LIVE = Map.of("from", "shadow", "to", "live", "percentage", 5);

    @Test
    void backlogs_add_up_over_ledgers_and_go_when_they_are_made_up() {
        TestShop shop = TestShop.open().route("orders.put", 6);
        TestService one = TestService.of(shop, "one", "shop");
        one.misses("orders.put", "ledger-a", 12);
        one.beside("two", "shop").misses("orders.put", "ledger-b", 30);

        backlog(shop)
                .body("entries", equalTo(42))
                .body("lost", equalTo(2))
                .body("oldest", equalTo("2026-01-01T08:00:00Z"))
                .body("items.ledger", contains("ledger-b", "ledger-a"))
                .body("items[1].host", equalTo("one.host"))
                .body("items[1].reasons.IllegalStateException", equalTo(12));

        one.misses("orders.put", "ledger-a", 7);
        backlog(shop).body("entries", equalTo(37));
        one.misses("orders.put", "ledger-a", 0);
        backlog(shop).body("entries", equalTo(30)).body("items", hasSize(1));
    }

    @Test
    void a_ledger_outlives_its_instance_and_says_no_more_of_itself_when_it_is_silent() {
        TestShop shop = TestShop.open().route("orders.put", 6);
        TestService before = TestService.of(shop, "before", "shop");
        before.misses("orders.put", "ledger-a", 12);
        before.declares();
        backlog(shop).body("entries", equalTo(12));

        before.beside("after-restart", "shop").misses("orders.put", "ledger-a", 11);

        backlog(shop).body("entries", equalTo(11)).body("items.instance", contains("after-restart"));
    }

    @Test
    void new_may_not_begin_to_answer_while_it_lacks_writes() {
        TestShop shop = atShadow();
        TestService service = TestService.of(shop, "one", "shop");
        service.misses("orders.put", "ledger-a", 12);

        shop.patch("orders.put", TO_LIVE)
                .statusCode(409)
                .body("type", equalTo("urn:banyan:problem:unsafe-backlog"))
                .body("field", equalTo("cohorts"))
                .body("detail", containsString("12 second writes are still missing on the new side"))
                .body("remedy", containsString("reconcile them in the service that keeps them"));

        service.misses("orders.put", "ledger-a", 0);
        shop.patch("orders.put", TO_LIVE).statusCode(200);
    }

    @Test
    void nothing_stands_in_the_way_back_nor_of_more_callers_where_new_answers_already() {
        TestShop shop = atShadow();
        TestService service = TestService.of(shop, "one", "shop");
        shop.patch("orders.put", TO_LIVE).statusCode(200);
        service.misses("orders.put", "ledger-a", 12);

        shop.patch("orders.put", Map.of("percentage", 20)).statusCode(200);
        shop.patch("orders.put", Map.of("percentage", 1)).statusCode(200);
        shop.act("orders.put", "rollback", Map.of()).statusCode(200);

        shop.act("orders.put", "resume", Map.of())
                .statusCode(409)
                .body("type", equalTo("urn:banyan:problem:unsafe-backlog"));
        service.misses("orders.put", "ledger-a", 0);
        shop.act("orders.put", "resume", Map.of()).statusCode(200);
    }

    @Test
    void a_rollback_of_the_whole_environment_is_not_blocked_but_going_on_is() {
        TestShop shop = atShadow();
        TestService service = TestService.of(shop, "one", "shop");
        shop.patch("orders.put", TO_LIVE).statusCode(200);
        service.misses("orders.put", "ledger-a", 12);

        act(shop, "rollback").statusCode(200);
        act(shop, "resume").statusCode(409).body("type", equalTo("urn:banyan:problem:unsafe-backlog"));
        service.misses("orders.put", "ledger-a", 0);
        act(shop, "resume").statusCode(200);
    }

    @Test
    void a_ledger_whose_machine_is_gone_can_be_discarded_with_a_reason() {
        TestShop shop = atShadow();
        TestService service = TestService.of(shop, "one", "shop");
        service.misses("orders.put", "ledger-a", 12);

        discard(shop, "").statusCode(422).body("field", equalTo("reason"));
        TestUsers.with(Role.OPERATOR, shop.project())
                .request()
                .queryParam("reason", "no")
                .delete(shop.routePath("orders.put") + "/backlog/ledger-a")
                .then()
                .statusCode(403);
        backlog(shop).body("entries", equalTo(12));
        discard(shop, "machine is gone, replayed from the bus").statusCode(204);

        backlog(shop).body("entries", equalTo(0)).body("items", hasSize(0));
        discard(shop, "again").statusCode(404);
        shop.patch("orders.put", TO_LIVE).statusCode(200);
        shop.editor()
                .request()
                .get("/api/v1/projects/" + shop.project() + "/audit?action=backlog.discarded")
                .then()
                .body("items", hasSize(1))
                .body("items[0].subject", equalTo("orders.put"))
                .body("items[0].details.entries", equalTo(12))
                .body("items[0].details.reason", equalTo("machine is gone, replayed from the bus"))
                .body("items[0].actor", notNullValue());
    }

    @Test
    void a_discarded_ledger_that_is_still_there_comes_back_with_its_next_report() {
        TestShop shop = atShadow();
        TestService service = TestService.of(shop, "one", "shop");
        service.misses("orders.put", "ledger-a", 12);
        discard(shop, "believed gone").statusCode(204);

        service.misses("orders.put", "ledger-a", 12);

        backlog(shop).body("entries", equalTo(12));
    }

    private static TestShop atShadow() {
        TestShop shop = TestShop.open().route("orders.put", 6);
        shop.patch("orders.put", Map.of("from", "off", "to", "dualwrite", "percentage", 100))
                .statusCode(200);
        shop.patch("orders.put", Map.of("from", "dualwrite", "to", "shadow", "percentage", 100))
                .statusCode(200);
        return shop;
    }

    private static ValidatableResponse act(TestShop shop, String action) {
        return shop.editor()
                .request()
                .body(Map.of())
                .post(shop.environmentPath() + "/" + action)
                .then();
    }

    private static ValidatableResponse discard(TestShop shop, String reason) {
        return shop.editor()
                .request()
                .queryParam("reason", reason)
                .delete(shop.routePath("orders.put") + "/backlog/ledger-a")
                .then();
    }

    private static ValidatableResponse backlog(TestShop shop) {
        return shop.editor()
                .request()
                .get(shop.routePath("orders.put") + "/backlog")
                .then()
                .statusCode(200);
    }
}
