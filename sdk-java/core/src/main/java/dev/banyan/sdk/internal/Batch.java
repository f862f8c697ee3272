package dev.banyan.sdk.internal;

/** Outcome counts cut off for sending: fixed bytes under one sequence number, so that a repeat is known as such. Immutable. */
final class Batch {
    private final byte[] json;
    private final long calls;

    Batch(byte[] json, long calls) {
        this.json = json;
        this.calls = calls;
    }

    byte[] json() {
        return json;
    }

    /** How many calls it counts. */
    long calls() {
        return calls;
    }
}
