package dev.banyan.wire;

/**
 * The buckets of latency histograms: microseconds, log-linear, 16 buckets per power of two, so that a value and the middle of
 * its bucket differ by at most 1/32 (3.2 %). Histograms of any instances add up bucket by bucket.
 *
 * <p>Values below 16 µs have a bucket each; all from 2^27 µs (134 s) on are counted in the last bucket. The layout is that of
 * HdrHistogram with four bits of precision.
 */
public final class LatencyBuckets {

    /** How many buckets there are; an index is 0 … {@code COUNT - 1}. */
    public static final int COUNT = 384;

    private static final int BITS = 4;
    private static final int PER_POWER = 1 << BITS;
    private static final long LAST = (1L << 27) - 1;

    private LatencyBuckets() {}

    /** The bucket of a latency in microseconds. A negative one counts as 0. */
    public static int index(long micros) {
        long value = Math.min(Math.max(micros, 0), LAST);
        if (value < PER_POWER) {
            return (int) value;
        }
        int power = 63 - Long.numberOfLeadingZeros(value);
        return (int) (value >>> power - BITS) + (power - BITS) * PER_POWER;
    }

    /**
     * The smallest latency of a bucket, in microseconds.
     *
     * @throws IndexOutOfBoundsException when there is no such bucket
     */
    public static long lowerBound(int index) {
        if (index < 0 || index >= COUNT) {
            throw new IndexOutOfBoundsException("bucket " + index + " of " + COUNT);
        }
        return start(index);
    }

    /**
     * The first latency above a bucket, in microseconds. The last bucket ends at 2^27 on paper, and holds all above as well.
     *
     * @throws IndexOutOfBoundsException when there is no such bucket
     */
    public static long upperBound(int index) {
        lowerBound(index);
        return start(index + 1);
    }

    private static long start(int index) {
        if (index < PER_POWER) {
            return index;
        }
        return (long) (PER_POWER + index % PER_POWER) << index / PER_POWER - 1;
    }
}
