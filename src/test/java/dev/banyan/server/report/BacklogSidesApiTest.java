package dev.banyan.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.evaluation.Side;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What new lacks stands in the way forward, what legacy lacks makes the way back lossy. */
@BanyanTest
class BacklogSidesApiTest {
    private static final Map<String, ?> TO_LIVE = Map.of("from", "shadow", "to", "live", "percentage", 5);

    @Test
    void each_side_has_a_backlog_of_its_own_and_older_services_mean_new() {
        TestShop shop = atLive();
        TestService service = TestService.of(shop, "one", "shop");
        service.report("", sides(12, 3)).statusCode(204);
        service.beside("older", "shop").misses("orders.put", "ledger-b", 5);

        backlog(shop)
                .body("entries", equalTo(20))
                .body("sides.legacy.entries", equalTo(12))
                .body("sides.legacy.oldest", equalTo("2026-01-01T08:00:00Z"))
                .body("sides.new.entries", equalTo(8))
                .body("items.side", contains("legacy", "new", "new"));

        service.report("", sides(0, 3)).statusCode(204);
        backlog(shop).body("sides.legacy", nullValue()).body("sides.new.entries", equalTo(8));
        service.report("", "{\"ledger\":\"x\",\"route\":\"orders.put\",\"side\":\"old\",\"entries\":1}")
                .statusCode(422)
                .body("field", equalTo("backlogs[0].side"));
    }

    @Test
    void what_legacy_lacks_makes_a_rollback_lossy_and_blocks_nothing() {
        TestShop shop = atLive();
        TestService service = TestService.of(shop, "one", "shop");
        service.report("", sides(12, 0)).statusCode(204);

        assertThat(shop.flag("orders.put").getString("safety.level")).isEqualTo("lossy");
        assertThat(shop.flag("orders.put").getInt("safety.missing")).isEqualTo(12);
        assertThat(shop.flag("orders.put").getString("safety.missingSince")).isEqualTo("2026-01-01T08:00:00Z");
        assertThat(shop.flag("orders.put").getString("safety.sentence"))
                .contains("12 second writes are still missing on legacy", "reconcile");
        shop.editor()
                .request()
                .get(shop.environmentPath() + "/flags")
                .then()
                .body("find { it.route == 'orders.put' }.safety.missing", equalTo(12));

        shop.act("orders.put", "rollback", Map.of()).statusCode(200);
        shop.act("orders.put", "resume", Map.of()).statusCode(200);
        shop.patch("orders.put", Map.of("from", "live", "to", "rampdown", "percentage", 100))
                .statusCode(200);
        shop.patch("orders.put", Map.of("from", "rampdown", "to", "complete", "percentage", 10))
                .statusCode(200)
                .body("safety.since", notNullValue())
                .body("safety.missing", equalTo(12));

        service.report("", sides(0, 0)).statusCode(204);
        assertThat(shop.flag("orders.put").getInt("safety.missing")).isZero();
    }

    @Test
    void writes_that_no_ledger_could_keep_are_missing_until_they_are_forgotten() {
        TestShop shop = atShadow();
        TestService service = TestService.of(shop, "one", "shop");
        service.report("", TestService.backlog("orders.put", "ledger-a", Side.NEW, 0, 3))
                .statusCode(204);

        shop.patch("orders.put", TO_LIVE)
                .statusCode(409)
                .body(
                        "detail",
                        containsString("3 second writes are still missing on the new side and could not even be kept"))
                .body("remedy", containsString("forgetLost"));
        service.report("", TestService.backlog("orders.put", "ledger-a", Side.NEW, 0, 0))
                .statusCode(204);
        shop.patch("orders.put", TO_LIVE).statusCode(200);
    }

    @Test
    void of_a_ledger_that_is_gone_one_side_can_be_discarded_or_both() {
        TestShop shop = atLive();
        TestService service = TestService.of(shop, "one", "shop");
        service.report("", sides(12, 3)).statusCode(204);

        discard(shop, Map.of("reason", "gone", "side", "legacy")).statusCode(204);
        backlog(shop).body("items.side", contains("new"));
        discard(shop, Map.of("reason", "gone", "side", "legacy")).statusCode(404);
        service.report("", sides(12, 3)).statusCode(204);
        backlog(shop).body("items", hasSize(2));

        discard(shop, Map.of("reason", "gone")).statusCode(204);
        backlog(shop).body("items", hasSize(0));
        assertThat(shop.flag("orders.put").getString("safety.level")).isEqualTo("safe");
    }

    private static String sides(long legacy, long fresh) {
        return TestService.backlog("orders.put", "ledger-a", Side.LEGACY, legacy, 0) + ","
                + TestService.backlog("orders.put", "ledger-a", Side.NEW, fresh, 0);
    }

    private static TestShop atLive() {
        TestShop shop = atShadow();
        shop.patch("orders.put", Map.of("from", "shadow", "to", "live", "percentage", 100))
                .statusCode(200);
        return shop;
    }

    private static TestShop atShadow() {
        TestShop shop = TestShop.open().route("orders.put", 6);
        shop.patch("orders.put", Map.of("from", "off", "to", "dualwrite", "percentage", 100))
                .statusCode(200);
        shop.patch("orders.put", Map.of("from", "dualwrite", "to", "shadow", "percentage", 100))
                .statusCode(200);
        return shop;
    }

    private static ValidatableResponse discard(TestShop shop, Map<String, String> parameters) {
        return shop.editor()
                .request()
                .queryParams(parameters)
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
