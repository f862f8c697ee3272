package dev.banyan.sdk.internal.connection;

import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.TransportFault;

/**
 * When to try again. Ordinary faults: full jitter, a random time up to a limit from 1 s to 30 s. The limit is as long as has been waited
 * so far: an outage never takes much more than twice its length, for anybody, and thousands of clients come back spread over it. Lasting
 * faults (a refused key, a certificate): half to one and a half times the slow interval, because haste mends neither,
 * yet never a stop. What the server asks for with {@code Retry-After} is waited out first. Not thread-safe: each loop has
 * its own.
 */
public final class Backoff {
    static final long FIRST_MILLIS = 1_000;
    static final long CAP_MILLIS = 30_000;
    /** Full jitter may draw nearly nothing; this keeps a peer that refuses at once from being hammered. */
    static final long FLOOR_MILLIS = 100;

    private final Platform platform;
    private final long slowMillis;
    private long waited;

    public Backoff(Platform platform, long slowMillis) {
        this.platform = platform;
        this.slowMillis = slowMillis;
    }

    /** Counts the fault and returns the time to wait after it, in milliseconds. */
    public long next(TransportFault fault) {
        long wait = fault.lasting() ? slow() : quick();
        return fault.retryAfterMillis() + wait;
    }

    /** Starts over after a success. */
    public void reset() {
        waited = 0;
    }

    private long slow() {
        return (long) (slowMillis * (0.5 + platform.random()));
    }

    private long quick() {
        long limit = Math.min(CAP_MILLIS, Math.max(FIRST_MILLIS, waited));
        long wait = Math.max(FLOOR_MILLIS, (long) (limit * platform.random()));
        waited += wait;
        return wait;
    }
}
