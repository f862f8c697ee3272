package dev.banyan.server.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.access.people.Role;
import dev.banyan.server.access.people.Viewer;
import dev.banyan.server.delivery.stream.OpenResponse;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A browser that opened the stream of a page over a real connection and does not read it. */
class UnreadPageTest {
    private static final String LARGE = "x".repeat(1_000_000);
    private static final LiveView VIEW =
            new LiveView(new Viewer("session", "ana", "shop", Role.VIEWER), "csrf", 1L, List.of());

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Void> cutOff = new CompletableFuture<>();
    private int looks;

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void is_cut_off_once_it_has_not_read_for_a_while() throws Exception {
        Router router = Router.router(vertx);
        router.get("/").handler(this::open);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);

        try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            cutOff.get(60, TimeUnit.SECONDS);

            assertThat(socket.isClosed())
                    .as("it was the server that had enough")
                    .isFalse();
        }
    }

    /** Shows something new, and lets a second pass, until the page is over: how much fits into the buffers of two sockets nobody knows. */
    private void open(RoutingContext http) {
        OpenResponse response = new OpenResponse(http);
        OpenPage page = new OpenPage(VIEW, vertx.getOrCreateContext(), response, Duration.ofDays(365));
        response.whenOver(() -> cutOff.complete(null));
        page.greet();
        vertx.setPeriodic(1, timer -> {
            looks++;
            page.show(Map.of("flag", LivePiece.of("flag", looks + LARGE)));
            page.keep(System.nanoTime() + Duration.ofSeconds(looks).toNanos());
            if (cutOff.isDone()) {
                vertx.cancelTimer(timer);
            }
        });
    }
}
