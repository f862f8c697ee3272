package dev.banyan.server.ofrep;

import dev.banyan.server.access.SdkKeys;
import dev.banyan.server.delivery.DeliveryConfig;
import dev.banyan.server.delivery.RulesetChanged;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The clients of this replica that wait for changes. Work is handed over once per event loop, not once per client. Thread-safe. */
@ApplicationScoped
class EventStreams {
    private static final Buffer SIGN_OF_LIFE = Buffer.buffer(": hb\n\n");

    private final Map<Context, Set<EventStream>> byLoop = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Vertx vertx;
    private final SdkKeys keys;
    private final OfrepConfig config;
    private final DeliveryConfig delivery;

    EventStreams(Vertx vertx, SdkKeys keys, OfrepConfig config, DeliveryConfig delivery, MeterRegistry metrics) {
        this.vertx = vertx;
        this.keys = keys;
        this.config = config;
        this.delivery = delivery;
        metrics.gauge("banyan.ofrep.streams.open", open);
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(delivery.heartbeat().toMillis(), timer -> forEach(this::keep));
    }

    /** @return false when the replica is full; the caller says 503 */
    boolean admit() {
        if (open.incrementAndGet() <= config.maxStreams()) {
            return true;
        }
        open.decrementAndGet();
        return false;
    }

    void add(EventStream stream) {
        byLoop.computeIfAbsent(stream.context, loop -> ConcurrentHashMap.newKeySet())
                .add(stream);
    }

    void remove(EventStream stream) {
        if (byLoop.getOrDefault(stream.context, Set.of()).remove(stream)) {
            open.decrementAndGet();
        }
    }

    void tell(@Observes RulesetChanged changed) {
        long environment = changed.ruleset().scope().id();
        RulesetVersion version = RulesetVersion.of(changed.ruleset());
        Buffer event = Buffer.buffer(RefetchEvent.of(version));
        forEach(stream -> {
            if (stream.key.environmentId() == environment) {
                stream.send(version, event);
            }
        });
    }

    private void keep(EventStream stream) {
        if (System.nanoTime() - stream.endsAtNanos >= 0 || !keys.stillLive(stream.key)) {
            stream.close();
        } else {
            stream.signOfLife(SIGN_OF_LIFE);
        }
    }

    private void forEach(Consumer<EventStream> action) {
        byLoop.forEach((loop, streams) -> loop.runOnContext(nothing -> streams.forEach(action)));
    }
}
