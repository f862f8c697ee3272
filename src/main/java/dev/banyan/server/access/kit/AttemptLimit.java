package dev.banyan.server.access.kit;

import dev.banyan.server.limit.TokenBucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A token bucket per key. Remembers a bounded number of keys, the longest unused are forgotten first. Safe for use by many threads.
 */
public final class AttemptLimit {
    private final Clock clock;
    private final int burst;
    private final Duration interval;
    private final Map<String, TokenBucket> buckets;

    public AttemptLimit(Clock clock, int burst, Duration interval, int maxKeys) {
        this.clock = clock;
        this.burst = burst;
        this.interval = interval;
        this.buckets = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
                return size() > maxKeys;
            }
        };
    }

    /** Takes one attempt; otherwise says how long to wait for the next. */
    public synchronized Optional<Duration> take(String key) {
        return buckets.computeIfAbsent(key, any -> new TokenBucket(burst, interval, this::nanos))
                .take();
    }

    /** An attempt that turned out well does not count. */
    public synchronized void giveBack(String key) {
        TokenBucket bucket = buckets.get(key);
        if (bucket != null) {
            bucket.giveBack();
        }
    }

    public synchronized void reset(String key) {
        buckets.remove(key);
    }

    synchronized int size() {
        return buckets.size();
    }

    private long nanos() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
    }
}
