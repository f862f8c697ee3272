package dev.banyan.server.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The connected SDKs of this replica. Work is handed over once per event loop, not once per client: each loop then writes the same
 * bytes to its own streams. Thread-safe.
 */
@ApplicationScoped
class Streams {
    private final Map<Long, Map<Context, Set<Stream>>> byEnvironment = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final DeliveryConfig config;
    private final Counter refused;

    Streams(DeliveryConfig config, MeterRegistry metrics) {
        this.config = config;
        this.refused = metrics.counter("banyan.streams.refused");
        metrics.gauge("banyan.streams.open", open);
    }

    /** @return false when the replica is full; the caller says 503 */
    boolean admit() {
        if (open.incrementAndGet() <= config.maxStreams()) {
            return true;
        }
        open.decrementAndGet();
        refused.increment();
        return false;
    }

    void add(Stream stream) {
        byEnvironment
                .computeIfAbsent(stream.key.environmentId(), id -> new ConcurrentHashMap<>())
                .computeIfAbsent(stream.context, context -> ConcurrentHashMap.newKeySet())
                .add(stream);
    }

    void remove(Stream stream) {
        if (loops(stream.key.environmentId())
                .getOrDefault(stream.context, Set.of())
                .remove(stream)) {
            open.decrementAndGet();
        }
    }

    int open() {
        return open.get();
    }

    void send(@Observes RulesetChanged changed) {
        Buffer event = Buffer.buffer(changed.ruleset().snapshot().event());
        forEach(changed.ruleset().scope().id(), stream -> stream.send(changed.ruleset(), event));
    }

    /** Runs on every stream's own event loop. */
    void forEach(Consumer<Stream> action) {
        byEnvironment.keySet().forEach(environment -> forEach(environment, action));
    }

    private void forEach(long environmentId, Consumer<Stream> action) {
        loops(environmentId).forEach((loop, streams) -> loop.runOnContext(nothing -> streams.forEach(action)));
    }

    private Map<Context, Set<Stream>> loops(long environmentId) {
        return byEnvironment.getOrDefault(environmentId, Map.of());
    }
}
