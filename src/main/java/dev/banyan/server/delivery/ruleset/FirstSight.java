package dev.banyan.server.delivery.ruleset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which environments this replica knows from the database alone, and not for long: what the database lost before, it cannot know. Of all others
 * it knows every revision by itself, and no client has to tell. Thread-safe.
 */
@ApplicationScoped
class FirstSight {
    /** Services come back within a minute of their servers; a service that was cut off, within a few. */
    private static final Duration TO_COME_BACK = Duration.ofMinutes(10);

    private final Map<Long, Long> at = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    @Inject
    FirstSight() {
        this(System::nanoTime);
    }

    FirstSight(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** It was there when this replica first looked, and nothing of it was on its disk. */
    void found(long environmentId) {
        at.putIfAbsent(environmentId, nanos.getAsLong());
    }

    boolean isRecent(long environmentId) {
        Long found = at.get(environmentId);
        return found != null && nanos.getAsLong() - found < TO_COME_BACK.toNanos();
    }
}
