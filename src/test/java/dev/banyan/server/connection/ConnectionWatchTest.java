package dev.banyan.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With real sockets and a real HTTP server; only time is made up. */
class ConnectionWatchTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofSeconds(20), 100_000);
    private static final int LARGE = 20_000_000;

    private final AtomicLong now = new AtomicLong();
    private final OpenConnections connections = new OpenConnections(now::get, () -> 1_000);
    private final ConnectionRound round = new ConnectionRound(connections, PATIENCE, 1_000, new Networks(List.of()));
    private final AtomicReference<HttpServerResponse> stream = new AtomicReference<>();
    private final AtomicInteger served = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        Router router = Router.router(vertx);
        Filters filters = new Filters();
        new ConnectionFilter(null).register(filters);
        filters.getFilters()
                .forEach(each -> router.route().order(-each.getPriority()).handler(each.getHandler()));
        router.get("/short").handler(http -> http.end("short"));
        router.get("/large").handler(http -> {
            served.incrementAndGet();
            http.end(Buffer.buffer(new byte[LARGE]));
        });
        router.get("/stream").handler(http -> {
            http.response().setChunked(true).write("hello");
            stream.set(http.response());
        });
        router.post("/refused")
                .handler(http -> http.response().setStatusCode(401).end());
        ConnectionWatch watch = new ConnectionWatch(connections);
        // Otherwise it waits for the first bytes to tell one protocol from the other.
        server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(each -> watch.postInitializeServerChildChannel(((ConnectionBase) each).channel()))
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void half_a_header_is_not_waited_for() throws IOException {
        try (Socket socket = open()) {
            say(socket, "GET /short HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            await().atMost(SOON).until(() -> state() == OpenConnection.State.ASKED);

            pass(11);

            assertThat(ended(socket)).isTrue();
        }
    }

    @Test
    void an_answered_connection_is_kept_and_ended_later() throws IOException {
        try (Socket socket = open()) {
            say(socket, "GET /short HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(read(socket)).endsWith("short");
            await().atMost(SOON).until(() -> !one().isAtWork());
            pass(60);
            say(socket, "GET /short HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(read(socket)).endsWith("short");
            await().atMost(SOON).until(() -> !one().isAtWork());

            pass(76);

            assertThat(ended(socket)).isTrue();
        }
    }

    @Test
    void a_stream_stays_as_long_as_it_is_open() throws IOException {
        try (Socket socket = open()) {
            say(socket, "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(read(socket)).contains("hello");

            pass(1_200);

            stream.get().write("still here");
            assertThat(read(socket)).contains("still here");
        }
    }

    @Test
    void a_body_that_goes_on_dripping_behind_a_refusal_is_not_waited_for() throws IOException {
        try (Socket socket = open()) {
            say(socket, "POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
            assertThat(read(socket)).contains("401");
            await().atMost(SOON).until(() -> !one().isAtWork());
            say(socket, "x");
            await().atMost(SOON).until(() -> state() == OpenConnection.State.ASKED);

            pass(11);

            assertThat(ended(socket)).isTrue();
        }
    }

    @Test
    void an_answer_that_nobody_reads_does_not_stay_in_memory() throws IOException {
        try (Socket socket = open()) {
            say(socket, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
            await().atMost(SOON)
                    .until(() -> one().sent() > LARGE && one().line().unread() > 0);
            pass(0);
            // As long as it takes at the rate.
            pass(20 + LARGE / 100_000);
            assertThat(connections.count()).isOne();

            pass(2);

            await().atMost(SOON).until(() -> connections.count() == 0);
        }
    }

    @Test
    void who_asks_for_more_and_more_and_reads_nothing_is_cut_off() throws IOException {
        try (Socket socket = open()) {
            say(socket, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20));

            await().atMost(SOON).until(() -> connections.count() == 0);
        }
        assertThat(served.get()).isLessThan(20);
    }

    private OpenConnection one() {
        return connections.all().iterator().next();
    }

    private OpenConnection.State state() {
        return connections.count() == 0 ? null : one().state();
    }

    private void pass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
        round.go();
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    private static void say(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String read(Socket socket) throws IOException {
        byte[] some = new byte[1_000];
        int length = socket.getInputStream().read(some);
        return new String(some, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
    }

    /** Whatever else is on its way comes first. */
    private static boolean ended(Socket socket) throws IOException {
        try {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // Read on.
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
