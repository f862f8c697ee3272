package dev.banyan.server.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.ConnectionState;
import dev.banyan.server.testing.TestPostgres;
import dev.banyan.server.testing.TestShop;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody opens more connections than the process may have files, and says nothing. */
class FewFilesIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int FILES = 512;
    private static final int SOCKETS = 600;

    @TempDir
    Path directory;

    @Test
    void a_rollback_gets_through_streams_stay_open_and_those_who_say_nothing_are_gone_soon() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try (TestPostgres database = TestPostgres.start();
                ServerProcess server = ServerProcess.withFiles(FILES, database, directory.resolve("server.log"))
                        .awaitReady()) {
            RestAssured.port = server.port();
            TestShop shop = TestShop.open().route("orders.get", 2);
            shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
            try (Banyan service = server.client(shop.sdkKey(), "one")) {
                await().atMost(SOON).until(() -> service.status().state() == ConnectionState.STREAMING);
                for (int i = 0; i < SOCKETS; i++) {
                    idle.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
                }
                // Until the server has come to know of the last one.
                await().atMost(SOON).until(() -> server.status("/q/health/ready") == 200);

                shop.act("orders.get", "rollback", Map.of()).statusCode(200);

                long revision = shop.revision();
                await().atMost(SOON).until(() -> service.status().revision() == revision);
                assertThat(service.status().counters().transportFaults()).isZero();
                await().atMost(SOON).until(() -> idle.stream().allMatch(FewFilesIT::isOver));
            } finally {
                for (Socket socket : idle) {
                    close(socket);
                }
            }
        }
    }

    /** The server has ended it: nothing else can be read from one that never asked. */
    private static boolean isOver(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // As it should be.
        }
    }
}
