package dev.banyan.bench.delivery.swarm;

import java.util.random.RandomGenerator;

/** When a client tries again, in nanoseconds: the policy of the SDK for passing faults, full jitter from 1 s to 30 s. */
final class Backoff {
    private static final long SECOND = 1_000_000_000L;
    private static final long CAP = 30 * SECOND;
    private static final long FLOOR = SECOND / 10;
    private static final int MOST_DOUBLINGS = 5;

    private final RandomGenerator random;
    private int faults;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    long next() {
        long limit = Math.min(CAP, SECOND << Math.min(faults, MOST_DOUBLINGS));
        faults++;
        return Math.max(FLOOR, random.nextLong(limit));
    }

    void reset() {
        faults = 0;
    }
}
