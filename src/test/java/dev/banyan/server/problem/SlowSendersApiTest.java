package dev.banyan.server.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More senders than there are threads send a body byte by byte: without credentials, where none are asked for, and with a key. */
@BanyanTest
class SlowSendersApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** The server has 200 threads for pages and API. */
    private static final int SENDERS_PER_PATH = 70;
    /** Long before a sender is given up, whose thread would be free again then. */
    private static final Duration WHILE_THEY_SEND = Duration.ofSeconds(4);

    private final List<Socket> senders = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket sender : senders) {
            sender.close();
        }
    }

    @Test
    void nobody_else_waits_for_them() throws IOException {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String key = shop.sdkKey();
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        for (int i = 0; i < SENDERS_PER_PATH; i++) {
            begin("/replica/v1/emergencies", "Content-Type: application/json");
            begin("/api/v1/tokens", "Content-Type: application/json");
            begin("/sign-in", "Content-Type: application/x-www-form-urlencoded");
            begin("/sdk/v1/telemetry", "Content-Type: application/json\r\nAuthorization: Bearer " + key);
        }

        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
            given().get("/q/health/ready").then().statusCode(200);
            given().get("/sign-in").then().statusCode(200);
            shop.act("orders.get", "rollback", Map.of()).statusCode(200);
        });

        assertThat(others).succeedsWithin(WHILE_THEY_SEND);
    }

    @Test
    void each_of_them_is_given_up() throws IOException {
        begin("/replica/v1/emergencies", "Content-Type: application/json");
        begin("/sign-in", "Content-Type: application/x-www-form-urlencoded");

        AtomicBoolean sending = new AtomicBoolean(true);
        CompletableFuture<Void> drip = CompletableFuture.runAsync(() -> {
            while (sending.get()) {
                senders.forEach(SlowSendersApiTest::drop);
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        });
        for (Socket sender : senders) {
            assertThat(status(sender)).isEqualTo(408);
        }
        sending.set(false);
        await().atMost(SOON).until(drip::isDone);
    }

    @Test
    void without_credentials_less_is_taken() {
        String large = "{\"key\":\"" + "x".repeat(300_000) + "\"}";

        given().contentType("application/json")
                .body(large)
                .post("/api/v1/tokens")
                .then()
                .statusCode(413);
        ApiClient.administrator()
                .request()
                .body(large)
                .post("/api/v1/projects")
                .then()
                .statusCode(422);
    }

    private void begin(String path, String headers) throws IOException {
        Socket sender = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        sender.setSoTimeout((int) SOON.toMillis());
        senders.add(sender);
        String head =
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n" + headers + "\r\n\r\n{";
        sender.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        sender.getOutputStream().flush();
    }

    private static void drop(Socket sender) {
        try {
            sender.getOutputStream().write(' ');
        } catch (IOException givenUp) {
            // As it should be.
        }
    }

    private static int status(Socket sender) throws IOException {
        byte[] head = sender.getInputStream().readNBytes(12);
        return Integer.parseInt(new String(head, StandardCharsets.ISO_8859_1).substring(9));
    }
}
