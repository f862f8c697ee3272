package dev.banyan.server.delivery.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.kit.DeliveryMetrics;
import dev.banyan.server.delivery.request.InstanceIdentity;
import dev.banyan.server.delivery.stream.OpenResponse;
import dev.banyan.server.delivery.stream.Stream;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RulesetDocument;
import dev.banyan.server.environment.RulesetHead;
import dev.banyan.server.environment.RulesetHeadBuilder;
import dev.banyan.server.environment.RulesetPart;
import dev.banyan.server.environment.RulesetUpdate;
import dev.banyan.server.environment.Section;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that opened a stream over a real connection and does not read it. */
class SlowReaderTest {
    private static final String LARGE = "x".repeat(1_000_000);

    private final Vertx vertx = Vertx.vertx();
    private final DeliveryMetrics metrics = new DeliveryMetrics(new SimpleMeterRegistry());
    private final CompletableFuture<Void> cutOff = new CompletableFuture<>();

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void is_cut_off_and_holds_up_nobody() throws Exception {
        Router router = Router.router(vertx);
        router.get("/").handler(http -> {
            OpenResponse response = new OpenResponse(http);
            response.whenOver(() -> cutOff.complete(null));
            response.asEventStream();
            InstanceIdentity instance = new InstanceIdentity("a", "", "", "", "", null);
            Stream stream = new Stream(1, "one", instance, new SdkKeyScope(1, 1), response, metrics);
            long[] revision = {0};
            // Goes on until the stream is cut off: how much fits into the buffers of two sockets nobody knows.
            vertx.setPeriodic(1, timer -> {
                stream.send(ruleset(++revision[0]));
                if (cutOff.isDone()) {
                    vertx.cancelTimer(timer);
                }
            });
        });
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

    private static LiveRuleset ruleset(long revision) {
        RulesetPart route = new RulesetPart(Section.ROUTE, "a", revision, "{\"key\":\"a\",\"x\":\"" + LARGE + "\"}");
        RulesetHead head = RulesetHeadBuilder.builder()
                .scope(new EnvironmentScope(1, "shop", "production"))
                .epoch("e")
                .revision(revision)
                .rollback(null)
                .urgentRevision(0)
                .pinning(null)
                .settled(List.of())
                .build();
        return new LiveRuleset(
                RulesetDocument.of(new RulesetUpdate(head, -1, revision, List.of(route), 1)), List.of(), revision);
    }
}
