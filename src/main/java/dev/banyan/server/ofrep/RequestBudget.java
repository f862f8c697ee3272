package dev.banyan.server.ofrep;

import dev.banyan.server.limit.TokenBucket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What each SDK key may still ask of this replica: a second's worth at most, refilled steadily. A request may overdraw it, so that one
 * that costs more than a second's worth is possible too; the next ones wait for it. Bounded by the number of keys. Thread-safe.
 */
@ApplicationScoped
class RequestBudget {
    private final Map<Long, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final int perSecond;
    private final LongSupplier nanos;

    @Inject
    RequestBudget(OfrepConfig config) {
        this(config.requestsPerSecond(), System::nanoTime);
    }

    RequestBudget(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /** @return how long to wait, when the key has nothing left; otherwise the cost is taken */
    Optional<Duration> take(long keyId, double cost) {
        return buckets.computeIfAbsent(keyId, any -> TokenBucket.perSecond(perSecond, nanos))
                .overdraw(cost);
    }
}
