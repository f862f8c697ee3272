package dev.banyan.server.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With real sockets and a real HTTP server. */
class BodyFilterTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** @param patience of a second, so that a body that never comes is refused while the test waits */
    private record Config(
            Duration deadline, Duration patience, MemorySize rate, MemorySize memory, MemorySize ofStrangers)
            implements BodyConfig {}

    private final Queue<String> worked = new ConcurrentLinkedQueue<>();
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        Config config =
                new Config(Duration.ofSeconds(60), Duration.ofSeconds(1), bytes(1_000), bytes(3_000), bytes(2_000));
        Router router = Router.router(vertx);
        Filters filters = new Filters();
        new BodyFilter(bytes(100_000), config, vertx).register(filters);
        filters.getFilters()
                .forEach(each -> router.route().order(-each.getPriority()).handler(each.getHandler()));
        router.route().handler(this::work).failureHandler(BodyFilterTest::refuse);
        server = vertx.createHttpServer()
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

    private void work(RoutingContext http) {
        String body = http.body().buffer() == null ? "none" : http.body().asString();
        worked.add(body);
        http.end(body);
    }

    private static void refuse(RoutingContext http) {
        http.response().setStatusCode(((Problem) http.failure()).status()).end();
    }

    @Test
    void a_body_is_whole_before_anybody_works_for_it() throws IOException {
        try (Socket socket = open()) {
            say(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nabc");
            say(socket, "def");

            assertThat(read(socket)).contains("200").endsWith("abcdef");
        }
        assertThat(worked).containsExactly("abcdef");
    }

    @Test
    void so_it_is_in_pieces() throws IOException {
        try (Socket socket = open()) {
            say(socket, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            say(socket, "3\r\ndef\r\n0\r\n\r\n");

            assertThat(read(socket)).contains("200").endsWith("abcdef");
        }
    }

    @Test
    void whoever_asks_whether_to_send_it_is_told_so() throws IOException {
        try (Socket socket = open()) {
            say(socket, "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(read(socket)).contains("100 Continue");
            say(socket, "abc");

            assertThat(read(socket)).contains("200").endsWith("abc");
        }
    }

    @Test
    void without_a_body_nothing_is_waited_for() throws IOException {
        try (Socket socket = open()) {
            say(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(read(socket)).endsWith("none");
        }
    }

    @Test
    void one_that_does_not_come_is_refused_and_nobody_works_for_it() throws IOException {
        try (Socket socket = open()) {
            say(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx");

            assertThat(read(socket)).contains("408").containsIgnoringCase("connection: close");
        }
        assertThat(worked).isEmpty();
    }

    @Test
    void a_stranger_may_not_send_much() throws IOException {
        try (Socket socket = open()) {
            say(socket, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            say(socket, "7d0\r\n" + "x".repeat(2_000) + "\r\n1\r\nx\r\n");

            assertThat(read(socket)).contains("413");
        }
        assertThat(worked).isEmpty();
    }

    @Test
    void when_too_much_comes_in_the_oldest_makes_room_and_a_quick_one_passes() throws IOException {
        try (Socket oldest = open();
                Socket older = open();
                Socket quick = open()) {
            String head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1900\r\n\r\n";
            say(oldest, head + "x".repeat(1_800));
            say(older, head + "x".repeat(1_800));

            assertThat(read(oldest)).contains("503");
            say(quick, head + "y".repeat(1_900));
            assertThat(read(quick)).contains("200");
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(worked).hasSize(1).allMatch(body -> body.startsWith("y")));
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
        byte[] some = new byte[10_000];
        int length = socket.getInputStream().read(some);
        return new String(some, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
    }

    private static MemorySize bytes(long count) {
        return new MemorySize(BigInteger.valueOf(count));
    }
}
