package dev.banyan.server.delivery.stream;

import dev.banyan.server.access.sdkkey.SdkKeys;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.kit.Drain;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Every few seconds: a sign of life on each stream, an end to those whose key was revoked or whose time has come. A share of the streams at a
 * time, so that a change never has to wait behind thousands of signs of life.
 */
@ApplicationScoped
class StreamKeeper {
    private static final Buffer SIGN_OF_LIFE = Buffer.buffer(": hb\n\n");
    private static final int SHARES = 20;

    private final Vertx vertx;
    private final Streams streams;
    private final Admission admission;
    private final SdkKeys keys;
    private final DeliveryConfig config;
    private final RandomGenerator random;
    private long timer;

    StreamKeeper(
            Vertx vertx,
            Streams streams,
            Admission admission,
            SdkKeys keys,
            DeliveryConfig config,
            SecureRandom random) {
        this.vertx = vertx;
        this.streams = streams;
        this.admission = admission;
        this.keys = keys;
        this.config = config;
        this.random = random;
    }

    void start(@Observes StartupEvent event) {
        int[] turn = {0};
        timer = vertx.setPeriodic(Math.max(1, config.heartbeat().toMillis() / SHARES), tick -> {
            int share = turn[0];
            turn[0] = (share + 1) % SHARES;
            streams.forEach(stream -> keep(stream, share));
        });
    }

    /** Their clients hear of an end, and go to another replica; and it is written down that they are not connected here any more. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        vertx.cancelTimer(timer);
        admission.drain();
        streams.endAll();
    }

    /** The load balancer is told by the readiness; clients by the end of their streams, which does not come to all at once. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        admission.drain();
        long longest = Math.max(1, Drain.ofOpen(config).toNanos());
        streams.forEach(stream -> stream.endAt(System.nanoTime() + random.nextLong(longest)));
    }

    private void keep(Stream stream, int share) {
        if (stream.isOver(System.nanoTime())) {
            stream.response().end();
        } else if (stream.number % SHARES == share) {
            lookAfter(stream);
        }
    }

    private void lookAfter(Stream stream) {
        if (keys.stillLive(stream.key)) {
            stream.response().signOfLife(SIGN_OF_LIFE);
        } else {
            stream.response().end();
        }
    }
}
