package dev.banyan.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.server.testing.TestPostgres;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestStream;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica behind a load balancer is stopped. */
class DrainIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Long enough for the test to look around meanwhile. */
    private static final Duration DRAIN = Duration.ofSeconds(15);

    @TempDir
    Path logs;

    @AfterEach
    void forgetThePort() {
        RestAssured.port = RestAssured.UNDEFINED_PORT;
    }

    @Test
    void it_is_not_ready_takes_no_streams_and_ends_its_own_before_it_stops() throws Exception {
        try (TestPostgres database = TestPostgres.start();
                ServerProcess server = ServerProcess.start(
                        database, logs.resolve("drained.log"), "-Dbanyan.delivery.drain=" + DRAIN)) {
            server.awaitReady();
            RestAssured.port = server.port();
            String key = TestShop.open().route("orders.get", 2).sdkKey();
            TestStream open = TestStream.open(key, "a");
            assertThat(open.next().event()).isEqualTo("snapshot");

            server.askToStop();

            await().atMost(SOON).until(() -> server.status("/q/health/ready") == 503);
            TestStream late = TestStream.open(key, "b");
            assertThat(late.status()).isEqualTo(503);
            assertThat(Integer.parseInt(late.header("Retry-After"))).isBetween(2, 10);
            open.awaitEnd(DRAIN);
            assertThat(server.isRunning())
                    .as("streams end before the process does")
                    .isTrue();
            await().atMost(SOON).until(() -> !server.isRunning());
        }
    }
}
