package dev.banyan.server.guard.rules;

import dev.banyan.evaluation.Side;
import dev.banyan.server.database.Sums;
import dev.banyan.server.health.figures.OutcomeBlock;
import dev.banyan.server.health.figures.OutcomeCell;
import dev.banyan.wire.LatencyBuckets;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast legacy is, by operation. A block is judged by what was known before it, so that it cannot move its own limit.
 *
 * @param counts by operation, then by bucket
 */
record LegacyLatency(Map<String, Map<Integer, Long>> counts) {
    static final LegacyLatency UNKNOWN = new LegacyLatency(Map.of());

    /** With fewer the 95th percentile is a matter of luck. */
    static final long ENOUGH = 200;

    private static final long CARRIED = 2_000;
    private static final double P95 = 0.95;

    LegacyLatency plus(OutcomeBlock block) {
        Map<String, Map<Integer, Long>> sum = new TreeMap<>();
        counts.forEach((operation, buckets) -> sum.put(operation, new TreeMap<>(buckets)));
        for (OutcomeCell cell : block.cells()) {
            if (cell.side() == Side.LEGACY) {
                Map<Integer, Long> buckets = sum.computeIfAbsent(cell.operation(), any -> new TreeMap<>());
                for (long[] pair : cell.latency()) {
                    buckets.merge((int) pair[0], pair[1], Sums::of);
                }
            }
        }
        return new LegacyLatency(sum);
    }

    /** What the next episode begins with: the same shape, of little weight. */
    LegacyLatency carried() {
        Map<String, Map<Integer, Long>> less = new TreeMap<>();
        counts.forEach((operation, buckets) -> less.put(operation, lighter(buckets)));
        return new LegacyLatency(less);
    }

    private static Map<Integer, Long> lighter(Map<Integer, Long> buckets) {
        long total = total(buckets);
        Map<Integer, Long> less = new TreeMap<>();
        buckets.forEach((bucket, count) ->
                less.put(bucket, total <= CARRIED ? count : Math.max(1, Math.round((double) count * CARRIED / total))));
        return less;
    }

    /** The end of the bucket that holds the 95th percentile; -1 while too little is known. */
    long p95Micros(String operation) {
        Map<Integer, Long> buckets = counts.getOrDefault(operation, Map.of());
        long total = total(buckets);
        if (total < ENOUGH) {
            return -1;
        }
        long seen = 0;
        for (Map.Entry<Integer, Long> each : new TreeMap<>(buckets).entrySet()) {
            seen += each.getValue();
            if (seen >= P95 * total) {
                return LatencyBuckets.upperBound(each.getKey());
            }
        }
        return -1;
    }

    private static long total(Map<Integer, Long> buckets) {
        return buckets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many took at least that long, in whole buckets. */
    static long above(long[][] latency, long limitMicros) {
        long above = 0;
        for (long[] pair : latency) {
            if (LatencyBuckets.lowerBound((int) pair[0]) >= limitMicros) {
                above += pair[1];
            }
        }
        return above;
    }
}
