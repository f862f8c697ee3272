package dev.banyan.server.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** So many at once, and then one per interval. Thread-safe. */
public final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final int most;
    private final double nanosPerToken;
    private final LongSupplier nanos;
    private double tokens;
    private long filledAt;

    /** @param nanos as {@link System#nanoTime()} */
    public TokenBucket(int most, Duration interval, LongSupplier nanos) {
        this(most, (double) interval.toNanos(), nanos);
    }

    private TokenBucket(int most, double nanosPerToken, LongSupplier nanos) {
        this.most = most;
        this.nanosPerToken = nanosPerToken;
        this.nanos = nanos;
        this.tokens = most;
        this.filledAt = nanos.getAsLong();
    }

    /** So many per second, and after a pause a second's worth at once. */
    public static TokenBucket perSecond(int rate, LongSupplier nanos) {
        return new TokenBucket(rate, NANOS_PER_SECOND / rate, nanos);
    }

    /** Takes one; otherwise says how long to wait for the next. */
    public synchronized Optional<Duration> take() {
        refill();
        if (tokens < 1) {
            return wait(1 - tokens);
        }
        tokens--;
        return Optional.empty();
    }

    /** Takes what it costs as soon as anything is there, and leaves a debt: so what costs more than there ever is is possible too. */
    public synchronized Optional<Duration> overdraw(double cost) {
        refill();
        if (tokens <= 0) {
            return wait(1 - tokens);
        }
        tokens -= cost;
        return Optional.empty();
    }

    /** What was taken does not count. */
    public synchronized void giveBack() {
        tokens = Math.min(most, tokens + 1);
    }

    private void refill() {
        long now = nanos.getAsLong();
        tokens = Math.min(most, tokens + Math.max(0, now - filledAt) / nanosPerToken);
        filledAt = now;
    }

    private Optional<Duration> wait(double missing) {
        return Optional.of(Duration.ofNanos((long) Math.ceil(missing * nanosPerToken)));
    }
}
