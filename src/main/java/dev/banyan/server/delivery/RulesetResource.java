package dev.banyan.server.delivery;

import dev.banyan.server.access.SdkKeyScope;
import dev.banyan.server.access.SdkKeys;
import dev.banyan.server.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * {@code GET /sdk/v1/snapshot} and {@code GET /sdk/v1/stream}: written straight to the connection, on its event loop, from memory. They
 * stay as fast as they are whatever the rest of the server does, and work without the database.
 */
@ApplicationScoped
class RulesetResource {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final SdkKeys keys;
    private final LiveRulesets rulesets;
    private final Streams streams;
    private final InstanceLog instances;
    private final Replica replica;
    private final DeliveryConfig config;
    private final RandomGenerator random;
    private final ClaimedRevisions claims;

    RulesetResource(
            SdkKeys keys,
            LiveRulesets rulesets,
            Streams streams,
            InstanceLog instances,
            Replica replica,
            DeliveryConfig config,
            SecureRandom random,
            ClaimedRevisions claims) {
        this.keys = keys;
        this.rulesets = rulesets;
        this.streams = streams;
        this.instances = instances;
        this.replica = replica;
        this.config = config;
        this.random = random;
        this.claims = claims;
    }

    void routes(@Observes Router router) {
        router.get("/sdk/v1/snapshot").handler(refusable(this::snapshot));
        router.get("/sdk/v1/stream").handler(refusable(this::stream));
    }

    private void snapshot(RoutingContext http) {
        SdkKeyScope key = scope(http.request());
        LiveRuleset ruleset = ruleset(key);
        claims.named(key.environmentId(), http.request()::getHeader);
        noteSeen(key, http.request());
        HttpServerResponse response = http.response()
                .putHeader(HttpHeaders.ETAG, ruleset.tag().toString())
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .putHeader(HttpHeaders.VARY, "Accept-Encoding");
        if (ruleset.tag().toString().equals(http.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        if (acceptsGzip(http.request())) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip")
                    .end(Buffer.buffer(ruleset.snapshot().gzipped()));
        } else {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                    .end(Buffer.buffer(ruleset.snapshot().text()));
        }
    }

    /** An instance whose stream is down polls: it is there all the same. Anybody else who holds a key need not say who they are. */
    private void noteSeen(SdkKeyScope key, HttpServerRequest request) {
        if (request.getHeader("Banyan-Instance") != null) {
            instances.seen(key.environmentId(), InstanceIdentity.of(request::getHeader));
        }
    }

    private void stream(RoutingContext http) {
        SdkKeyScope key = scope(http.request());
        InstanceIdentity instance = InstanceIdentity.of(http.request()::getHeader);
        ruleset(key);
        if (!streams.admit()) {
            throw Problem.unavailable("This replica carries as many streams as it may.", Duration.ofSeconds(5));
        }
        Stream stream =
                new Stream(replica.nextStreamName(), instance, key, Vertx.currentContext(), http.response(), end());
        http.response().closeHandler(closed -> gone(stream));
        http.response().exceptionHandler(broken -> gone(stream));
        open(http.response());
        streams.add(stream);
        instances.connected(stream);
        claims.named(key.environmentId(), http.request()::getHeader);
        // Looked up only now that the stream hears of changes: one in between would otherwise pass it by.
        greet(stream, ruleset(key), http.request());
    }

    private static void open(HttpServerResponse response) {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // Compressed chunk by chunk an event could wait for the next one to fill a block.
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .putHeader("X-Accel-Buffering", "no");
    }

    /** A client that comes back with the newest revision needs no repetition of it, only to see that we are here. */
    private static void greet(Stream stream, LiveRuleset ruleset, HttpServerRequest request) {
        boolean upToDate = String.valueOf(ruleset.revision()).equals(request.getHeader("Last-Event-ID"))
                && ruleset.epoch().equals(request.getHeader("Banyan-Epoch"))
                && ruleset.emergencies().isEmpty();
        if (upToDate) {
            stream.knows(ruleset);
            stream.heartbeat(Buffer.buffer(": up to date\n\n"));
        } else {
            stream.send(ruleset, Buffer.buffer(ruleset.snapshot().event()));
        }
    }

    private void gone(Stream stream) {
        streams.remove(stream);
        instances.disconnected(stream);
    }

    private long end() {
        long whole = config.streamLifetime().toNanos();
        return System.nanoTime() + random.nextLong(whole / 2, whole + 1);
    }

    private SdkKeyScope scope(HttpServerRequest request) {
        String authorization = Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .orElse("");
        String bearer = authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "";
        return keys.environmentOf(bearer)
                .orElseThrow(() -> Problem.unauthenticated(
                        "The SDK key is missing, unknown, expired or revoked.",
                        "Send a live SDK key of the environment as Authorization: Bearer …"));
    }

    private LiveRuleset ruleset(SdkKeyScope key) {
        return rulesets.of(key.environmentId())
                .orElseThrow(() -> Problem.unavailable("The environment is being loaded.", SOON));
    }

    private static boolean acceptsGzip(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip");
    }

    private static Handler<RoutingContext> refusable(Consumer<RoutingContext> handler) {
        return http -> {
            try {
                handler.accept(http);
            } catch (Problem problem) {
                Refusals.write(problem, http);
            }
        };
    }
}
