package dev.banyan.sdk.internal.route;

import dev.banyan.sdk.internal.kit.StripedCounters;

/**
 * The calls of a sliding window. Any thread counts, without lock, clock or allocation: what is counted lies in front of the
 * window until somebody looks, and is then spread evenly over the time since the last look. Whoever looks, one at a time,
 * does so under a lock.
 */
final class CallWindow {
    static final int ERROR = 1;
    static final int SLOW = 2;

    private static final int KINDS = 4;
    private static final int SLICES = 10;
    /** More than is needed: the rows that threads spread over must not share a cache line. */
    private static final int ROW = 32;

    private final StripedCounters arrived = new StripedCounters(ROW);
    private final long[] slices = new long[SLICES * KINDS];
    private final long slowNanos;
    private final long sliceNanos;
    private final long startNanos;
    private long newest;

    /** {@code slowMillis} is the duration from which a call is slow, 0 for none. */
    CallWindow(int windowSeconds, int slowMillis, long nowNanos) {
        this.sliceNanos = windowSeconds * 1_000_000_000L / SLICES;
        this.slowNanos = slowMillis == 0 ? Long.MAX_VALUE : slowMillis * 1_000_000L;
        this.startNanos = nowNanos;
    }

    /** {@link #ERROR} and {@link #SLOW}, or 0 for a call that did well. */
    int kind(boolean error, long nanos) {
        return (error ? ERROR : 0) | (nanos >= slowNanos ? SLOW : 0);
    }

    void count(int kind) {
        arrived.increment(kind);
    }

    void look(long nowNanos) {
        long passed = Math.max(0, (nowNanos - startNanos) / sliceNanos - newest);
        newest += passed;
        int fresh = (int) Math.min(passed, SLICES);
        for (int i = 0; i < fresh * KINDS; i++) {
            slices[at(newest - i / KINDS, i % KINDS)] = 0;
        }
        for (int kind = 0; kind < KINDS; kind++) {
            spread(kind, arrived.drain(kind), Math.max(1, fresh), Math.max(1, passed));
        }
    }

    /** The calls of the window that have all of the given marks, as of the last look. */
    long sum(int marks) {
        long sum = 0;
        for (int i = 0; i < slices.length; i++) {
            sum += (i % KINDS & marks) == marks ? slices[i] : 0;
        }
        return sum;
    }

    private void spread(int kind, long count, int fresh, long passed) {
        long within = (count * fresh + passed - 1) / passed;
        for (int i = 0; i < fresh; i++) {
            slices[at(newest - i, kind)] += within / fresh;
        }
        slices[at(newest, kind)] += within % fresh;
    }

    private static int at(long slice, int kind) {
        return (int) (Math.floorMod(slice, (long) SLICES) * KINDS) + kind;
    }
}
