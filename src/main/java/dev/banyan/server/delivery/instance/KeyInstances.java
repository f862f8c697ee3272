package dev.banyan.server.delivery.instance;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which instances each SDK key has named here, so that nobody fills the database with instances that were made up. Those that are known go on,
 * whatever else comes; one that gives no sign any more makes room after its time. Thread-safe.
 */
public final class KeyInstances {
    private final int mostPerKey;
    private final Duration kept;
    private final LongSupplier nanos;
    private final Map<Long, OfKey> byKey = new ConcurrentHashMap<>();

    /** The longest silent first. */
    private final class OfKey {
        private final Map<String, Long> seenAt = new LinkedHashMap<>(16, 0.75f, true);

        synchronized boolean admits(String instance, long now) {
            if (!seenAt.containsKey(instance) && seenAt.size() >= mostPerKey && !forgetOne(now)) {
                return false;
            }
            seenAt.put(instance, now);
            return true;
        }

        private boolean forgetOne(long now) {
            var oldest = seenAt.entrySet().iterator();
            boolean over = now - oldest.next().getValue() > kept.toNanos();
            if (over) {
                oldest.remove();
            }
            return over;
        }
    }

    public KeyInstances(int mostPerKey, Duration kept, LongSupplier nanos) {
        this.mostPerKey = mostPerKey;
        this.kept = kept;
        this.nanos = nanos;
    }

    /** Whether what this instance says of itself is written down. */
    public boolean admits(long keyId, String instance) {
        return byKey.computeIfAbsent(keyId, first -> new OfKey()).admits(instance, nanos.getAsLong());
    }
}
