package dev.banyan.server.delivery;

import dev.banyan.server.access.SdkKeys;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Every few seconds: a sign of life on each stream, an end to those whose key was revoked or whose time has come. */
@ApplicationScoped
class StreamKeeper {
    private static final Buffer SIGN_OF_LIFE = Buffer.buffer(": hb\n\n");

    private final Vertx vertx;
    private final Streams streams;
    private final SdkKeys keys;
    private final DeliveryConfig config;

    StreamKeeper(Vertx vertx, Streams streams, SdkKeys keys, DeliveryConfig config) {
        this.vertx = vertx;
        this.streams = streams;
        this.keys = keys;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(config.heartbeat().toMillis(), timer -> streams.forEach(this::keep));
    }

    private void keep(Stream stream) {
        if (System.nanoTime() - stream.endsAtNanos >= 0 || !keys.stillLive(stream.key)) {
            stream.close();
        } else {
            stream.heartbeat(SIGN_OF_LIFE);
        }
    }
}
