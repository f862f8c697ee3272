package dev.banyan.server.ofrep;

import dev.banyan.server.access.sdkkey.SdkKeys;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.kit.Drain;
import dev.banyan.server.delivery.ruleset.RulesetChanged;
import dev.banyan.server.delivery.stream.StreamsByLoop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** The clients of this replica that wait for changes. Thread-safe. */
@ApplicationScoped
class EventStreams {
    private static final Buffer SIGN_OF_LIFE = Buffer.buffer(": hb\n\n");

    private final StreamsByLoop<EventStream> streams = new StreamsByLoop<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Vertx vertx;
    private final SdkKeys keys;
    private final OfrepConfig config;
    private final DeliveryConfig delivery;
    private final RandomGenerator random;
    private volatile boolean draining;
    private long timer;

    EventStreams(
            Vertx vertx,
            SdkKeys keys,
            OfrepConfig config,
            DeliveryConfig delivery,
            MeterRegistry metrics,
            SecureRandom random) {
        this.vertx = vertx;
        this.keys = keys;
        this.config = config;
        this.delivery = delivery;
        this.random = random;
        Gauge.builder("banyan.ofrep.streams.open", open::get)
                .description("Streams of OFREP clients that are open")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(delivery.heartbeat().toMillis(), tick -> streams.forEach(this::keep));
    }

    /** Its clients go to other replicas, not all at the same moment. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        draining = true;
        long longest = Drain.ofOpen(delivery).toMillis();
        streams.forEach(stream -> vertx.setTimer(
                1 + random.nextLong(longest + 1), ended -> stream.response().end()));
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        vertx.cancelTimer(timer);
        streams.endAll();
    }

    /** @return false when the replica is full, or about to stop; the caller says 503 */
    boolean admit() {
        if (draining) {
            return false;
        }
        if (open.incrementAndGet() <= config.maxStreams()) {
            return true;
        }
        open.decrementAndGet();
        return false;
    }

    void add(EventStream stream) {
        streams.add(stream);
    }

    /** Its place is free for another one. */
    void remove(EventStream stream) {
        streams.remove(stream);
        open.decrementAndGet();
    }

    void tell(@Observes RulesetChanged changed) {
        long environment = changed.ruleset().scope().id();
        RulesetVersion version = RulesetVersion.of(changed.ruleset());
        Buffer event = Buffer.buffer(RefetchEvent.of(version));
        streams.forEach(stream -> {
            if (stream.key.environmentId() == environment) {
                stream.send(version, event);
            }
        });
    }

    private void keep(EventStream stream) {
        if (System.nanoTime() - stream.endsAtNanos >= 0 || !keys.stillLive(stream.key)) {
            stream.response().end();
        } else {
            stream.response().signOfLife(SIGN_OF_LIFE);
        }
    }
}
