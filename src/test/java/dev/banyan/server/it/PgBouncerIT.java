package dev.banyan.server.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.sdk.Banyan;
import dev.banyan.server.testing.TestPostgres;
import dev.banyan.server.testing.TestShop;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a pooler between replicas and PostgreSQL. */
class PgBouncerIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    Path directory;

    @Test
    void one_of_sessions_is_no_matter_and_one_of_transactions_is_told_of_and_goes_on() throws Exception {
        try (TestPostgres database = TestPostgres.start();
                PgBouncer pooler = PgBouncer.before(database, directory);
                ServerProcess right = ServerProcess.start(pooler.bySession(), directory.resolve("right.log"))
                        .awaitReady();
                ServerProcess wrong = ServerProcess.start(pooler.byTransaction(), directory.resolve("wrong.log"))
                        .awaitReady()) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(notifications(right)).isEqualTo("arrive"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(notifications(wrong)).startsWith("do not arrive"));
            assertThat(Files.readString(directory.resolve("wrong.log")))
                    .contains("Notifications of PostgreSQL do not arrive");
            assertThat(right.status("/q/health/ready")).isEqualTo(200);
            assertThat(wrong.status("/q/health/ready"))
                    .as("slower is not broken")
                    .isEqualTo(200);

            RestAssured.port = right.port();
            TestShop shop = TestShop.open().route("orders.get", 2);
            try (Banyan there = right.client(shop.sdkKey(), "right");
                    Banyan here = wrong.client(shop.sdkKey(), "wrong")) {
                shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
                long revision = shop.revision();
                await().atMost(SOON)
                        .until(() -> there.status().revision() == revision
                                && here.status().revision() == revision);
            }
        }
    }

    private static String notifications(ServerProcess server) {
        return given().get(server.url() + "/q/health/ready")
                .jsonPath()
                .getString("checks.find { it.name == 'delivery' }.data.notifications");
    }
}
