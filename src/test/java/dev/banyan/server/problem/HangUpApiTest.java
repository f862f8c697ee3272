package dev.banyan.server.problem;

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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody closes a laptop in the middle of a request. That is no error of ours, and no news for whoever reads the log. */
@BanyanTest
class HangUpApiTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Logger bodies = Logger.getLogger(BodyFilter.class.getName());
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        listener.setLevel(Level.ALL);
        root.addHandler(listener);
        bodies.setLevel(Level.FINE);
    }

    @AfterEach
    void stop() {
        root.removeHandler(listener);
        bodies.setLevel(null);
    }

    @Test
    void a_client_that_hangs_up_in_the_middle_of_its_body_is_no_error() throws IOException {
        String token = ApiClient.administrator().token();
        String key = TestShop.open().route("orders.get", 2).sdkKey();

        hangUp("POST", "/api/v1/tokens", "application/json", "");
        hangUp("POST", "/api/v1/projects", "application/json", "Authorization: Bearer " + token + "\r\n");
        hangUp("POST", "/sign-in", "application/x-www-form-urlencoded", "");
        hangUp("POST", "/replica/v1/emergencies", "application/json", "");
        hangUp("POST", "/sdk/v1/telemetry", "application/json", "Authorization: Bearer " + key + "\r\n");
        hangUp("POST", "/sdk/v1/applied", "application/json", "Authorization: Bearer " + key + "\r\n");
        hangUp("POST", "/ofrep/v1/evaluate/flags", "application/json", "Authorization: Bearer " + key + "\r\n");

        await().atMost(SOON).until(() -> heard("hung up") >= 1);
        assertThat(records.stream()
                        .filter(line -> line.getLevel().intValue() >= Level.WARNING.intValue())
                        .map(line -> line.getLevel() + " " + line.getLoggerName() + " " + line.getMessage() + " "
                                + line.getThrown()))
                .isEmpty();
    }

    private long heard(String words) {
        return records.stream()
                .filter(line -> String.valueOf(line.getMessage()).contains(words))
                .count();
    }

    /** Half of what was announced, then nothing: by an end of the stream, or abruptly. */
    private static void hangUp(String method, String path, String type, String headers) throws IOException {
        for (boolean abruptly : List.of(true, false)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
                if (abruptly) {
                    socket.setSoLinger(true, 0);
                }
                String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n"
                        + headers + "Content-Length: 40000\r\n\r\n";
                socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().write("x".repeat(20_000).getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
        }
    }
}
