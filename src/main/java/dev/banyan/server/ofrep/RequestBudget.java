package dev.banyan.server.ofrep;

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

    private static final double NANOS_PER_SECOND = 1e9;

    private record Account(double balance, long atNanos) {}

    private final Map<Long, Account> accounts = new ConcurrentHashMap<>();
    private final int perSecond;
    private final LongSupplier nanoTime;

    @Inject
    RequestBudget(OfrepConfig config) {
        this(config.requestsPerSecond(), System::nanoTime);
    }

    RequestBudget(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    /** @return how long to wait, when the key has nothing left; otherwise the cost is taken */
    Optional<Duration> take(long keyId, double cost) {
        long now = nanoTime.getAsLong();
        double[] before = new double[1];
        accounts.compute(keyId, (key, account) -> {
            before[0] = balance(account, now);
            return new Account(before[0] > 0 ? before[0] - cost : before[0], now);
        });
        return before[0] > 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) ((1 - before[0]) / perSecond * NANOS_PER_SECOND)));
    }

    private double balance(Account account, long now) {
        if (account == null) {
            return perSecond;
        }
        double refill = (now - account.atNanos) / NANOS_PER_SECOND * perSecond;
        return Math.min(perSecond, account.balance + refill);
    }
}
