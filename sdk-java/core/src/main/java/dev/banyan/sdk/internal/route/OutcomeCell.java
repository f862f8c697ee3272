package dev.banyan.sdk.internal.route;

import dev.banyan.sdk.internal.kit.ErrorKinds;
import dev.banyan.sdk.internal.kit.JsonText;
import dev.banyan.sdk.internal.kit.StripedCounters;
import dev.banyan.wire.LatencyBuckets;

/** The calls of one route, stage, side and operation since they were last drained: two histograms, one of them of errors, and kinds of these. */
public final class OutcomeCell {
    private final StripedCounters succeeded = new StripedCounters(LatencyBuckets.COUNT);
    private volatile StripedCounters failed;

    /** One atomic step: a call is in its histogram or not, so errors can never outnumber the calls they belong to. */
    void record(boolean error, long nanos) {
        StripedCounters counters = error ? failed() : succeeded;
        counters.increment(LatencyBuckets.index(nanos / 1_000));
    }

    /** Names the kind of an error that was recorded; it may be in the next batch. A negative one has no name. */
    void kind(int kind) {
        if (kind >= 0) {
            failed().increment(LatencyBuckets.COUNT + kind);
        }
    }

    /** Takes all counts, leaving zeros. Called by one thread at a time. */
    public Drained drain(ErrorKinds kinds) {
        StripedCounters errors = failed;
        Drained drained = new Drained();
        for (int i = 0; i < LatencyBuckets.COUNT; i++) {
            long bad = errors == null ? 0 : errors.drain(i);
            drained.add(i, succeeded.drain(i) + bad, bad);
        }
        if (errors != null) {
            drainKinds(errors, kinds, drained);
        }
        return drained;
    }

    private static void drainKinds(StripedCounters errors, ErrorKinds kinds, Drained drained) {
        long others = 0;
        for (int kind = 0; kind <= ErrorKinds.MOST; kind++) {
            long count = errors.drain(LatencyBuckets.COUNT + kind);
            String name = count == 0 ? null : kinds.heard(kind);
            if (name == null) {
                others += count;
            } else {
                drained.addKind(name, count);
            }
        }
        if (others > 0) {
            drained.addKind(ErrorKinds.OTHER, others);
        }
    }

    private StripedCounters failed() {
        return failed == null ? firstFailure() : failed;
    }

    private synchronized StripedCounters firstFailure() {
        if (failed == null) {
            failed = new StripedCounters(LatencyBuckets.COUNT + ErrorKinds.MOST + 1);
        }
        return failed;
    }

    /** What a drain took, the histogram already as the wire has it: {@code [bucket,count],…}. */
    public static final class Drained {
        public long calls;
        public long errors;
        public final StringBuilder latency = new StringBuilder();
        /** {@code "kind":count,…} */
        public final JsonText kinds = new JsonText();

        private void addKind(String kind, long count) {
            kinds.raw(kinds.length() == 0 ? "" : ",").string(kind).raw(":").raw(count);
        }

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
