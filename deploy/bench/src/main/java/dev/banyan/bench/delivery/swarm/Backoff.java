package dev.banyan.bench.delivery.swarm;

import java.util.random.RandomGenerator;

/** When a client tries again, in nanoseconds: the policy of the SDK for passing faults, full jitter up to what was waited so far, from 1 s to 30 s. */
final class Backoff {
    private static final long SECOND = 1_000_000_000L;
    private static final long CAP = 30 * SECOND;
    private static final long FLOOR = SECOND / 10;

    private final RandomGenerator random;
    private long waited;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    long next() {
        long wait = Math.max(FLOOR, random.nextLong(Math.min(CAP, Math.max(SECOND, waited))));
        waited += wait;
        return wait;
    }

    void reset() {
        waited = 0;
    }
}
