package dev.banyan.server.health;

import static org.awaitility.Awaitility.await;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Somebody with a key says in the name of another instance that it has sent much already. */
@BanyanTest
class SilencedInstanceApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String STARTED = "2026-11-30T08:00:00.123Z";

    @Inject
    DataSource database;

    @Test
    void what_the_instance_itself_sends_is_counted_all_the_same() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        TestService.of(shop, "other", "shop");
        String key = shop.sdkKey();

        send(TestShop.sdk(key, "one"), Long.MAX_VALUE, 1);
        send(TestShop.sdk(key, "one").header("Banyan-Started", "2026-11-30T08:00:00Z"), Long.MAX_VALUE, 10);
        send(TestShop.sdk(key, "one").header("Banyan-Started", STARTED), 5, 100);
        send(TestShop.sdk(key, "one").header("Banyan-Started", STARTED), 5, 100);
        send(TestShop.sdk(key, "one").header("Banyan-Started", STARTED), 6, 1_000);

        await().atMost(SOON).until(() -> counted(shop) == 1_111);
    }

    private static void send(RequestSpecification sender, long sequence, int calls) {
        sender.contentType("application/json")
                .body("{\"instance\":\"one\",\"sequence\":%d,\"millis\":1000,%s}"
                        .formatted(sequence, TestService.outcome("orders.get", calls, 0, "[[100," + calls + "]]")))
                .post("/sdk/v1/telemetry")
                .then()
                .statusCode(204);
    }

    private long counted(TestShop shop) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select coalesce(sum(o.new_calls), 0) from outcome_hour o join environment e on e.id = o.environment_id"
                                + " where e.project_key = ?")) {
            query.setString(1, shop.project());
            ResultSet row = query.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
