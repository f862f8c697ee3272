package dev.banyan.server.delivery.stream;

import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.kit.DeliveryMetrics;
import dev.banyan.server.limit.TokenBucket;
import dev.banyan.server.problem.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Who may have a stream or a snapshot, decided before any work is done for them. One key's clients cannot take what all others need. Refused
 * clients are told to come back at different times. Thread-safe.
 */
public final class Admission {
    private static final int SOONEST_SECONDS = 2;
    private static final int LATEST_SECONDS = 10;

    private final DeliveryConfig config;
    private final DeliveryMetrics metrics;
    private final RandomGenerator random;
    private final LongSupplier nanos;
    private final AtomicInteger streams = new AtomicInteger();
    private final Map<Long, Integer> streamsByKey = new ConcurrentHashMap<>();
    private final TokenBucket snapshots;
    /** As many as there are keys that were ever used here. */
    private final Map<Long, TokenBucket> snapshotsByKey = new ConcurrentHashMap<>();

    private volatile boolean draining;

    public Admission(DeliveryConfig config, DeliveryMetrics metrics, RandomGenerator random, LongSupplier nanos) {
        this.config = config;
        this.metrics = metrics;
        this.random = random;
        this.nanos = nanos;
        this.snapshots = TokenBucket.perSecond(config.snapshotRate(), nanos);
    }

    public int streams() {
        return streams.get();
    }

    /** From now on every stream is refused: this replica is about to stop. */
    void drain() {
        draining = true;
    }

    /** Whoever was let in is let out again by {@link #left}. */
    public void enter(SdkKeyScope key) {
        if (draining) {
            throw refuseStream("draining", Problem.unavailable("This replica is about to stop.", later()));
        }
        if (streams.incrementAndGet() > config.maxStreams()) {
            streams.decrementAndGet();
            throw refuseStream(
                    "replica", Problem.unavailable("This replica carries as many streams as it may.", later()));
        }
        if (streamsByKey.merge(key.keyId(), 1, Integer::sum) > config.maxStreamsPerKey()) {
            left(key);
            throw refuseStream(
                    "key",
                    Problem.tooManyRequests("This SDK key has as many streams on this replica as it may.", later()));
        }
    }

    void left(SdkKeyScope key) {
        streamsByKey.computeIfPresent(key.keyId(), (id, count) -> count == 1 ? null : count - 1);
        streams.decrementAndGet();
    }

    public void snapshot(SdkKeyScope key) {
        TokenBucket ofKey = snapshotsByKey.computeIfAbsent(
                key.keyId(), id -> TokenBucket.perSecond(config.snapshotRatePerKey(), nanos));
        if (ofKey.take().isPresent()) {
            metrics.snapshotRefused("key");
            throw Problem.tooManyRequests("This SDK key asks for more snapshots per second than it may.", later());
        }
        if (snapshots.take().isPresent()) {
            metrics.snapshotRefused("replica");
            throw Problem.unavailable("This replica sends as many snapshots per second as it may.", later());
        }
    }

    private Problem refuseStream(String reason, Problem problem) {
        metrics.streamRefused(reason);
        return problem;
    }

    private Duration later() {
        return Duration.ofSeconds(random.nextInt(SOONEST_SECONDS, LATEST_SECONDS + 1));
    }
}
