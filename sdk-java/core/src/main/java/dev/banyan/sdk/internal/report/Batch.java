package dev.banyan.sdk.internal.report;

/** Outcome counts cut off for sending: fixed bytes under one sequence number, so that a repeat is known as such. Immutable. */
final class Batch {
    private final byte[] json;
    private final long calls;
    private final long endNanos;

    Batch(byte[] json, long calls, long endNanos) {
        this.json = json;
        this.calls = calls;
        this.endNanos = endNanos;
    }

    byte[] json() {
        return json;
    }

    /** How long ago it was cut off. */
    long ageMillis(long nowNanos) {
        return Math.max(0, (nowNanos - endNanos) / 1_000_000);
    }

    /** How many calls it counts. */
    long calls() {
        return calls;
    }
}
