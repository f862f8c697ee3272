package dev.banyan.server.health.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.server.environment.Environments;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is remembered of instances that have counted does not grow with each start of one. */
@BanyanTest
class TelemetryCursorApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    TelemetryInbox inbox;

    @Inject
    Environments environments;

    @Inject
    DataSource database;

    @Test
    void of_an_instance_that_started_again_and_again_the_last_life_stays() throws SQLException {
        TestShop shop = TestShop.open();
        long environment =
                environments.get(shop.project(), "production").scope().id();
        String key = shop.sdkKey();
        await().atMost(SOON)
                .until(() -> TestShop.sdk(key, "stays").get("/sdk/v1/snapshot").statusCode() == 200);
        await().atMost(SOON)
                .until(() -> ask("select id from instance where environment_id = ?", environment)
                        .contains("stays"));
        counted(environment, "stays@1", 400);
        counted(environment, "stays@2", 300);
        counted(environment, "stays@3", 200);
        counted(environment, "gone@1", 400);
        counted(environment, "young@1", 0);

        inbox.forget();

        assertThat(ask("select instance_id from telemetry_cursor where environment_id = ?", environment))
                .containsExactlyInAnyOrder("stays@3", "young@1");
    }

    private void counted(long environment, String life, int daysAgo) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement row = connection.prepareStatement(
                        "insert into telemetry_cursor"
                                + " (environment_id, instance_id, sequence, at) values (?, ?, 1, now() - make_interval(days => ?))")) {
            row.setLong(1, environment);
            row.setString(2, life);
            row.setInt(3, daysAgo);
            row.executeUpdate();
        }
    }

    private List<String> ask(String sql, long environment) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, environment);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }
}
