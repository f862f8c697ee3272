package dev.banyan.bench.delivery;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Figures in order, of which the one is taken that so many per cent do not exceed (nearest rank). Immutable. */
public record Percentiles(long[] sorted) {
    /** 99.9 has no exact binary form, and 99.9 % of 1,000 must not be more than 999. */
    private static final double ROUNDING = 1e-6;

    public static Percentiles of(LongStream figures) {
        long[] sorted = figures.toArray();
        Arrays.sort(sorted);
        return new Percentiles(sorted);
    }

    public int count() {
        return sorted.length;
    }

    /** @throws IllegalStateException when there are no figures: nothing must not look like zero */
    public long at(double percent) {
        if (sorted.length == 0) {
            throw new IllegalStateException("There are no figures to take a percentile of");
        }
        int rank = (int) Math.ceil(percent * sorted.length / 100 - ROUNDING);
        return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1];
    }

    public long median() {
        return at(50);
    }

    public long most() {
        return at(100);
    }
}
