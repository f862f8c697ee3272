package dev.banyan.sdk.internal.kit;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A row of counters that many threads raise and one thread drains: lock-free, exact (nothing is lost or counted twice
 * between a raise and a drain), and without allocation once warm. Threads share one row until two of them collide; from
 * then on they spread over as many rows as there are processors, at most eight. A counter holds 32 bits, read as
 * unsigned: it must be drained before 4.29 billion raises.
 */
public final class StripedCounters {
    private static final int STRIPES =
            Integer.highestOneBit(Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors() * 2 - 1)));

    private final AtomicIntegerArray shared;
    private volatile AtomicReferenceArray<AtomicIntegerArray> stripes;

    public StripedCounters(int size) {
        shared = new AtomicIntegerArray(size);
    }

    public void increment(int index) {
        AtomicReferenceArray<AtomicIntegerArray> spread = stripes;
        if (spread == null) {
            int seen = shared.get(index);
            if (shared.compareAndSet(index, seen, seen + 1)) {
                return;
            }
            spread = spread();
        }
        stripe(spread).getAndIncrement(index);
    }

    /** Takes the count at {@code index}, leaving zero. */
    public long drain(int index) {
        long sum = take(shared, index);
        AtomicReferenceArray<AtomicIntegerArray> spread = stripes;
        for (int i = 0; spread != null && i < STRIPES; i++) {
            AtomicIntegerArray stripe = spread.get(i);
            sum += stripe == null ? 0 : take(stripe, index);
        }
        return sum;
    }

    int size() {
        return shared.length();
    }

    private static long take(AtomicIntegerArray row, int index) {
        // Most counters of a histogram are zero most of the time: a plain read spares them the locked exchange.
        return row.get(index) == 0 ? 0 : row.getAndSet(index, 0) & 0xFFFF_FFFFL;
    }

    private synchronized AtomicReferenceArray<AtomicIntegerArray> spread() {
        if (stripes == null) {
            stripes = new AtomicReferenceArray<>(STRIPES);
        }
        return stripes;
    }

    private AtomicIntegerArray stripe(AtomicReferenceArray<AtomicIntegerArray> spread) {
        int slot = ((int) Thread.currentThread().getId() * 0x9E3779B9 >>> 16) & (STRIPES - 1);
        AtomicIntegerArray row = spread.get(slot);
        if (row == null) {
            spread.compareAndSet(slot, null, new AtomicIntegerArray(size()));
            row = spread.get(slot);
        }
        return row;
    }
}
