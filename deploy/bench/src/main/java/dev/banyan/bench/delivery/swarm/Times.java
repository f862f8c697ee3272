package dev.banyan.bench.delivery.swarm;

import dev.banyan.bench.delivery.Percentiles;
import java.util.Arrays;

/** When each client had applied the revision that is being watched, and when its acknowledgement was answered. */
final class Times {
    private static final long NONE = Long.MIN_VALUE;

    private final long[] applied;
    private final long[] acknowledged;
    private final long[] bytes;
    private long watched = Long.MAX_VALUE;
    private int deltas;

    Times(int clients) {
        applied = new long[clients];
        acknowledged = new long[clients];
        bytes = new long[clients];
    }

    /** Forgets what was, and waits for that revision or a later one. */
    void watch(long revision) {
        watched = revision;
        deltas = 0;
        Arrays.fill(applied, NONE);
        Arrays.fill(acknowledged, NONE);
        Arrays.fill(bytes, 0);
    }

    void applied(int client, long revision, boolean delta, long eventBytes, long nanos) {
        if (revision >= watched && applied[client] == NONE) {
            applied[client] = nanos;
            bytes[client] = eventBytes;
            deltas += delta ? 1 : 0;
        }
    }

    void acknowledged(int client, long revision, long nanos) {
        if (revision >= watched && acknowledged[client] == NONE) {
            acknowledged[client] = nanos;
        }
    }

    int deltas() {
        return deltas;
    }

    Percentiles appliedAfter(long startNanos) {
        return after(startNanos, applied);
    }

    Percentiles acknowledgedAfter(long startNanos) {
        return after(startNanos, acknowledged);
    }

    Percentiles bytes() {
        return Percentiles.of(Arrays.stream(bytes).filter(count -> count > 0));
    }

    boolean complete(int clients) {
        return count(applied) >= clients && count(acknowledged) >= clients;
    }

    private static long count(long[] times) {
        return Arrays.stream(times).filter(nanos -> nanos != NONE).count();
    }

    private static Percentiles after(long startNanos, long[] times) {
        return Percentiles.of(
                Arrays.stream(times).filter(nanos -> nanos != NONE).map(nanos -> nanos - startNanos));
    }
}
