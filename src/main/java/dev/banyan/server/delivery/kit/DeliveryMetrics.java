package dev.banyan.server.delivery.kit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** What delivery counts. Thread-safe. */
@Singleton
public final class DeliveryMetrics {
    private final Map<Payload.Form, Counter> events = new EnumMap<>(Payload.Form.class);
    private final Map<Payload.Form, Counter> eventBytes = new EnumMap<>(Payload.Form.class);
    private final Map<Payload.Form, Counter> answers = new EnumMap<>(Payload.Form.class);
    private final Counter unchanged;
    private final Counter statements;
    private final DistributionSummary batches;
    private final MeterRegistry registry;

    public DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Payload.Form form : Payload.Form.values()) {
            events.put(form, events(form));
            eventBytes.put(form, eventBytes(form));
            answers.put(form, snapshots(form.key()));
        }
        unchanged = snapshots("unchanged");
        statements = Counter.builder("banyan.delivery.statements")
                .description("Statements that the database executed on behalf of delivery")
                .register(registry);
        batches = DistributionSummary.builder("banyan.delivery.instance.events.batch")
                .description("Instance events that were committed together")
                .register(registry);
    }

    private Counter events(Payload.Form form) {
        return Counter.builder("banyan.delivery.events")
                .description("Rulesets sent on streams, by form")
                .tag("form", form.key())
                .register(registry);
    }

    private Counter eventBytes(Payload.Form form) {
        return Counter.builder("banyan.delivery.event")
                .description("Size of the rulesets sent on streams, by form")
                .baseUnit("bytes")
                .tag("form", form.key())
                .register(registry);
    }

    private Counter snapshots(String answer) {
        return Counter.builder("banyan.delivery.snapshots")
                .description("Answers of the snapshot API, by kind")
                .tag("answer", answer)
                .register(registry);
    }

    private void refused(String name, String description, String reason) {
        Counter.builder(name)
                .description(description)
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    public void streamsOpen(Supplier<Number> open) {
        Gauge.builder("banyan.streams.open", open)
                .description("Streams of SDKs that are open")
                .register(registry);
    }

    /** On a stream. */
    public void sent(Payload.Form form, int bytes) {
        events.get(form).increment();
        eventBytes.get(form).increment(bytes);
    }

    /** By the snapshot API. */
    public void answered(Payload.Form form) {
        answers.get(form).increment();
    }

    /** 304. */
    public void unchanged() {
        unchanged.increment();
    }

    /** @param reason one of a few words */
    public void streamRefused(String reason) {
        refused("banyan.streams.refused", "Streams of SDKs that were refused, by reason", reason);
    }

    public void snapshotRefused(String reason) {
        refused("banyan.delivery.snapshots.refused", "Snapshots that were refused, by reason", reason);
    }

    /** Beyond what a key may have. */
    public void instanceRefused() {
        refused("banyan.delivery.instances.refused", "Requests of instances beyond what a key may have", "key");
    }

    /** Executed by the database on behalf of delivery. */
    void statement() {
        statements.increment();
    }

    public void batchOfInstanceEvents(int size) {
        batches.record(size);
    }
}
