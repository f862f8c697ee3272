package dev.banyan.server.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** What delivery counts. Thread-safe. */
@Singleton
final class DeliveryMetrics {
    private final Map<Payload.Form, Counter> events = new EnumMap<>(Payload.Form.class);
    private final Map<Payload.Form, Counter> eventBytes = new EnumMap<>(Payload.Form.class);
    private final Map<Payload.Form, Counter> answers = new EnumMap<>(Payload.Form.class);
    private final Counter unchanged;
    private final Counter statements;
    private final DistributionSummary batches;
    private final MeterRegistry registry;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Payload.Form form : Payload.Form.values()) {
            events.put(form, registry.counter("banyan.delivery.events", "form", form.key()));
            eventBytes.put(form, registry.counter("banyan.delivery.event.bytes", "form", form.key()));
            answers.put(form, registry.counter("banyan.delivery.snapshots", "answer", form.key()));
        }
        unchanged = registry.counter("banyan.delivery.snapshots", "answer", "unchanged");
        statements = registry.counter("banyan.delivery.statements");
        batches = registry.summary("banyan.delivery.instance.events.batch");
    }

    void streamsOpen(Supplier<Number> open) {
        registry.gauge("banyan.streams.open", open, it -> it.get().doubleValue());
    }

    /** On a stream. */
    void sent(Payload.Form form, int bytes) {
        events.get(form).increment();
        eventBytes.get(form).increment(bytes);
    }

    /** By the snapshot API. */
    void answered(Payload.Form form) {
        answers.get(form).increment();
    }

    /** 304. */
    void unchanged() {
        unchanged.increment();
    }

    /** @param reason one of a few words */
    void streamRefused(String reason) {
        registry.counter("banyan.streams.refused", "reason", reason).increment();
    }

    void snapshotRefused(String reason) {
        registry.counter("banyan.delivery.snapshots.refused", "reason", reason).increment();
    }

    /** Executed by the database on behalf of delivery. */
    void statement() {
        statements.increment();
    }

    void batchOfInstanceEvents(int size) {
        batches.record(size);
    }
}
