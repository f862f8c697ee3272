package dev.banyan.sdk.internal.rules;

import dev.banyan.sdk.Source;

/** What the control plane sent, as it came: a whole ruleset, or a delta. Immutable but for the bytes, which nobody changes. */
public final class Offer {
    final byte[] bytes;
    final boolean delta;
    /** The revision that it was announced with, for the report when it cannot be read; 0 when none was. */
    final long announced;
    /** As the control plane named it, null when it did not. */
    final String entityTag;

    final Source source;

    private Offer(byte[] bytes, boolean delta, long announced, String entityTag, Source source) {
        this.bytes = bytes;
        this.delta = delta;
        this.announced = announced;
        this.entityTag = entityTag;
        this.source = source;
    }

    public static Offer streamed(byte[] bytes, boolean delta, long announced) {
        return new Offer(bytes, delta, announced, null, Source.STREAM);
    }

    public static Offer polled(byte[] bytes, boolean delta, String entityTag) {
        return new Offer(bytes, delta, 0, entityTag, Source.POLL);
    }
}
