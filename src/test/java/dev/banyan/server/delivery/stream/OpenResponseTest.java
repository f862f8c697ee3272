package dev.banyan.server.delivery.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Responses that stay open, over real connections. */
class OpenResponseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Buffer SIGN = Buffer.buffer(": hb\n\n");

    private final Vertx vertx = Vertx.vertx();
    private final StreamsByLoop<Open> streams = new StreamsByLoop<>();
    private final List<Socket> sockets = new ArrayList<>();
    private int port;

    private record Open(OpenResponse response, AtomicInteger timesOver) implements OpenStream {}

    @BeforeEach
    void listen() throws Exception {
        Router router = Router.router(vertx);
        router.get("/").handler(http -> {
            Open stream = new Open(new OpenResponse(http), new AtomicInteger());
            streams.add(stream);
            stream.response.whenOver(() -> {
                streams.remove(stream);
                stream.timesOver.incrementAndGet();
            });
            stream.response.asEventStream();
            stream.response.write(Buffer.buffer(": welcome\n\n"));
        });
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        port = server.actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void one_that_the_server_ends_is_over_once_and_its_connection_closes() throws Exception {
        BufferedReader client = connect();
        Open stream = only();

        streams.forEach(each -> each.response.end());
        assertThat(client.lines().toList()).contains("0");
        // Whatever is still done to it, in the time between its end and when everybody has heard of it.
        onLoop(stream, () -> {
            stream.response.end();
            stream.response.signOfLife(SIGN);
            stream.response.write(SIGN);
            stream.response.cutOff();
        });

        assertThat(streams.all()).isEmpty();
        assertThat(stream.timesOver).hasValue(1);
    }

    @Test
    void one_whose_client_goes_is_over_once() throws Exception {
        connect();
        Open stream = only();

        sockets.get(0).close();

        await().atMost(PATIENCE).until(() -> streams.all().findAny().isEmpty());
        onLoop(stream, stream.response::end);
        assertThat(stream.timesOver).hasValue(1);
    }

    @Test
    void one_whose_client_has_gone_before_anybody_listens_is_over_at_once() throws Exception {
        connect();
        Open stream = only();
        sockets.get(0).close();
        await().atMost(PATIENCE).until(() -> streams.all().findAny().isEmpty());
        AtomicInteger late = new AtomicInteger();

        onLoop(stream, () -> stream.response.whenOver(late::incrementAndGet));

        assertThat(late).hasValue(1);
    }

    @Test
    void one_that_fails_is_cut_off_and_costs_the_others_nothing() throws Exception {
        BufferedReader unlucky = connect();
        Open failing = only();
        List<BufferedReader> others = List.of(connect(), connect());
        await().atMost(PATIENCE).until(() -> streams.all().count() == 3);

        for (int round = 0; round < 3; round++) {
            streams.forEach(stream -> {
                if (stream == failing) {
                    throw new StackOverflowError("whatever");
                }
                stream.response.signOfLife(SIGN);
            });
        }

        for (BufferedReader other : others) {
            assertThat(signs(other, 3)).isEqualTo(3);
        }
        assertThat(unlucky.lines().toList()).as("it ended").doesNotContain("0");
        assertThat(streams.all()).doesNotContain(failing).hasSize(2);
        assertThat(failing.timesOver).hasValue(1);
    }

    @Test
    void whoever_cannot_even_be_let_go_costs_the_others_nothing() throws Exception {
        connect();
        Open failing = only();
        BufferedReader other = connect();
        await().atMost(PATIENCE).until(() -> streams.all().count() == 2);
        onLoop(
                failing,
                () -> failing.response.whenOver(() -> {
                    throw new IllegalStateException("whoever should hear of it");
                }));

        streams.forEach(stream -> {
            if (stream == failing) {
                throw new IllegalStateException("whatever");
            }
        });
        streams.forEach(stream -> stream.response.signOfLife(SIGN));

        assertThat(signs(other, 1)).isEqualTo(1);
        assertThat(streams.all()).doesNotContain(failing);
    }

    private static int signs(BufferedReader client, int atLeast) throws IOException {
        int signs = 0;
        String line = "";
        while (signs < atLeast && line != null) {
            line = client.readLine();
            signs += ": hb".equals(line) ? 1 : 0;
        }
        return signs;
    }

    private BufferedReader connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        sockets.add(socket);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (!": welcome".equals(line)) {
            line = lines.readLine();
        }
        return lines;
    }

    private Open only() {
        return streams.all().findAny().orElseThrow();
    }

    private static void onLoop(Open stream, Runnable action) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        stream.response.context().runOnContext(nothing -> {
            try {
                action.run();
                done.complete(null);
            } catch (RuntimeException failed) {
                done.completeExceptionally(failed);
            }
        });
        done.get(60, TimeUnit.SECONDS);
    }
}
