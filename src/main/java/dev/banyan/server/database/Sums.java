package dev.banyan.server.database;

import java.util.stream.LongStream;

/** Sums of what others count, which no sender can bring to an overflow: beyond {@link #MOST} they stand still. */
public final class Sums {
    /**
     * At a million calls a second it takes thirty years. A {@code double} holds it exactly, as scripts and statistics need it, and a
     * {@code long} holds nine thousand of it: what adds up a few hundred needs no care.
     */
    public static final long MOST = 1_000_000_000_000_000L;

    private Sums() {}

    /** What is stored may be of a release that had no bounds. */
    public static long within(long count) {
        return Math.max(0, Math.min(count, MOST));
    }

    public static long of(long one, long other) {
        return within(within(one) + within(other));
    }

    public static long of(LongStream counts) {
        return counts.reduce(0, Sums::of);
    }

    /** The SQL for the sum of a column; PostgreSQL itself adds up without bounds. */
    public static String total(String column) {
        return bounded("coalesce(sum(" + column + "), 0)");
    }

    /** The SQL for the sum of two values of a row. */
    public static String plus(String one, String other) {
        return bounded("cast(" + one + " as numeric) + " + other);
    }

    private static String bounded(String sum) {
        return "cast(greatest(0, least(" + sum + ", " + MOST + ")) as bigint)";
    }
}
