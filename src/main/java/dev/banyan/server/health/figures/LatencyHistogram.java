package dev.banyan.server.health.figures;

import dev.banyan.server.database.Sums;
import dev.banyan.wire.LatencyBuckets;
import java.util.Arrays;

/**
 * Latencies in the SDK's log-linear buckets; a quantile is off by at most 3.2 % of itself. Not thread-safe.
 */
final class LatencyHistogram {
    private final long[] counts = new long[LatencyBuckets.COUNT];

    /** @param pairs of bucket and count */
    void add(long[][] pairs) {
        for (long[] pair : pairs) {
            add((int) pair[0], pair[1]);
        }
    }

    void add(int bucket, long count) {
        if (bucket >= 0 && bucket < counts.length && count > 0) {
            counts[bucket] = Sums.of(counts[bucket], count);
        }
    }

    /**
     * @param quantile above 0, up to 1
     * @return milliseconds; the middle of the bucket that holds the quantile; null when nothing was counted
     */
    Double quantileMillis(double quantile) {
        long total = Arrays.stream(counts).sum();
        if (total == 0) {
            return null;
        }
        long rank = Math.max(1, (long) Math.ceil(quantile * total));
        long seen = 0;
        int bucket = 0;
        while ((seen += counts[bucket]) < rank) {
            bucket++;
        }
        return (LatencyBuckets.lowerBound(bucket) + LatencyBuckets.upperBound(bucket)) / 2.0 / 1000;
    }
}
