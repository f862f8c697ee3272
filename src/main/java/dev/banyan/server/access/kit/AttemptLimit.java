package dev.banyan.server.access.kit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A token bucket per key: a burst, then one attempt per interval. Remembers a bounded number of keys, the longest unused are
 * forgotten first. Safe for use by many threads.
 */
public final class AttemptLimit {

    private record Bucket(double tokens, Instant at) {}

    private final Clock clock;
    private final int burst;
    private final Duration interval;
    private final Map<String, Bucket> buckets;

    public AttemptLimit(Clock clock, int burst, Duration interval, int maxKeys) {
        this.clock = clock;
        this.burst = burst;
        this.interval = interval;
        this.buckets = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > maxKeys;
            }
        };
    }

    /** Takes one attempt; otherwise says how long to wait for the next. */
    public synchronized Optional<Duration> take(String key) {
        Instant now = clock.instant();
        double tokens = tokens(key, now);
        if (tokens < 1) {
            return Optional.of(Duration.ofMillis((long) Math.ceil((1 - tokens) * interval.toMillis())));
        }
        buckets.put(key, new Bucket(tokens - 1, now));
        return Optional.empty();
    }

    /** An attempt that turned out well does not count. */
    public synchronized void giveBack(String key) {
        Instant now = clock.instant();
        buckets.put(key, new Bucket(Math.min(burst, tokens(key, now) + 1), now));
    }

    public synchronized void reset(String key) {
        buckets.remove(key);
    }

    synchronized int size() {
        return buckets.size();
    }

    private double tokens(String key, Instant now) {
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            return burst;
        }
        double gained = (double) Duration.between(bucket.at, now).toMillis() / interval.toMillis();
        return Math.min(burst, bucket.tokens + Math.max(0, gained));
    }
}
