package dev.banyan.sdk;

import dev.banyan.evaluation.Side;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * A record whose second write failed, so that one side lacks what the other has. Immutable. It holds the key and nothing of what
 * was written: whoever reconciles it reads the record anew.
 */
public final class FailedWrite {
    private final String route;
    private final String key;
    private final Set<Side> missingOn;
    private final String reason;
    private final Instant since;
    private final int attempts;

    /**
     * One with those properties, for a handler's own tests.
     *
     * @throws NullPointerException when one of them is null
     * @throws IllegalArgumentException when no side lacks it
     */
    public FailedWrite(String route, String key, Set<Side> missingOn, String reason, Instant since, int attempts) {
        this.route = Objects.requireNonNull(route, "route");
        this.key = Objects.requireNonNull(key, "key");
        if (missingOn.isEmpty()) {
            throw new IllegalArgumentException("Banyan: a failed write is missing on at least one side");
        }
        this.missingOn = Collections.unmodifiableSet(EnumSet.copyOf(missingOn));
        this.reason = Objects.requireNonNull(reason, "reason");
        this.since = Objects.requireNonNull(since, "since");
        this.attempts = attempts;
    }

    /** The route's key. */
    public String route() {
        return route;
    }

    /** The record's key, 1 to 512 characters, as the application gave it. */
    public String key() {
        return key;
    }

    /**
     * Whether that side lacks a write of the record: new, where the write failed while legacy answered; legacy, where it failed while
     * new did. Of a record that has failed both ways each side lacks something, and neither can be copied over the other unseen.
     */
    public boolean isMissingOn(Side side) {
        return missingOn.contains(side);
    }

    /** The sides that lack a write of the record: one, or both. */
    public Set<Side> missingOn() {
        return missingOn;
    }

    /** The class of what was thrown first, up to 128 characters; never its message, which may hold personal data. */
    public String reason() {
        return reason;
    }

    /** When a second write of this record first failed, by this machine's clock, to the millisecond. */
    public Instant since() {
        return since;
    }

    /** How often reconciling it has failed already; 0 at first. */
    public int attempts() {
        return attempts;
    }

    @Override
    public String toString() {
        String where = missingOn.size() > 1
                ? "both sides"
                : missingOn.iterator().next().key();
        return "failed write to " + route + " on " + where + " since " + since + " (" + reason + ", " + attempts
                + " attempts)";
    }
}
