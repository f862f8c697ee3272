package dev.banyan.sdk.internal;

import dev.banyan.wire.LatencyBuckets;

/** The calls of one route, stage, side and operation since they were last drained: two histograms, one of them of errors. */
final class OutcomeCell {
    private final StripedCounters succeeded = new StripedCounters(LatencyBuckets.COUNT);
    private volatile StripedCounters failed;

    /** One atomic step: a call is in its histogram or not, so errors can never outnumber the calls they belong to. */
    void record(boolean error, long nanos) {
        StripedCounters counters = error ? failed() : succeeded;
        counters.increment(LatencyBuckets.index(nanos / 1_000));
    }

    /** Takes all counts, leaving zeros. Called by one thread at a time. */
    Drained drain() {
        StripedCounters errors = failed;
        Drained drained = new Drained();
        for (int i = 0; i < LatencyBuckets.COUNT; i++) {
            long bad = errors == null ? 0 : errors.drain(i);
            drained.add(i, succeeded.drain(i) + bad, bad);
        }
        return drained;
    }

    private StripedCounters failed() {
        return failed == null ? firstFailure() : failed;
    }

    private synchronized StripedCounters firstFailure() {
        if (failed == null) {
            failed = new StripedCounters(LatencyBuckets.COUNT);
        }
        return failed;
    }

    /** What a drain took, the histogram already as the wire has it: {@code [bucket,count],…}. */
    static final class Drained {
        long calls;
        long errors;
        final StringBuilder latency = new StringBuilder();

        private void add(int bucket, long count, long bad) {
            if (count > 0) {
                calls += count;
                errors += bad;
                latency.append(latency.length() == 0 ? "[" : ",[")
                        .append(bucket)
                        .append(',');
                latency.append(count).append(']');
            }
        }
    }
}
