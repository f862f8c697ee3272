package dev.banyan.server.health.figures;

import dev.banyan.server.database.Sums;
import dev.banyan.wire.LatencyBuckets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A sparse histogram: pairs of bucket and count, by bucket, each bucket once, none empty. Histograms add up bucket by bucket. */
public final class LatencyPairs {
    static final long[][] NONE = {};

    private LatencyPairs() {}

    /** What was sent, in any order; buckets that do not exist and counts below one are left out. */
    public static long[][] of(List<List<Long>> pairs) {
        Map<Long, Long> sorted = new TreeMap<>();
        for (List<Long> pair : pairs) {
            Long bucket = pair.get(0);
            Long count = pair.get(1);
            if (bucket != null && count != null && bucket >= 0 && bucket < LatencyBuckets.COUNT && count > 0) {
                sorted.merge(bucket, count, Sums::of);
            }
        }
        return sorted.entrySet().stream()
                .map(entry -> new long[] {entry.getKey(), entry.getValue()})
                .toArray(long[][]::new);
    }

    static long[][] sum(long[][] one, long[][] other) {
        long[][] sum = new long[one.length + other.length][];
        int size = 0;
        int left = 0;
        int right = 0;
        while (left < one.length && right < other.length) {
            long difference = one[left][0] - other[right][0];
            if (difference == 0) {
                sum[size++] = new long[] {one[left][0], Sums.of(one[left++][1], other[right++][1])};
            } else {
                sum[size++] = difference < 0 ? one[left++] : other[right++];
            }
        }
        while (left < one.length) {
            sum[size++] = one[left++];
        }
        while (right < other.length) {
            sum[size++] = other[right++];
        }
        return Arrays.copyOf(sum, size);
    }

    /** The part of it that falls to a share, the calls of which are dealt bucket after bucket. */
    static long[][] share(long[][] whole, Apportionment share) {
        long before = 0;
        long[][] part = new long[whole.length][];
        int size = 0;
        for (long[] pair : whole) {
            long count = share.of(before, before + pair[1]);
            before += pair[1];
            if (count > 0) {
                part[size++] = new long[] {pair[0], count};
            }
        }
        return Arrays.copyOf(part, size);
    }
}
