package dev.banyan.sdk;

import java.time.Instant;
import java.util.Objects;

/**
 * A record whose second write failed, so that the two sides differ in it. Immutable. It holds the key and nothing of what was
 * written: whoever reconciles it reads the record anew.
 */
public final class FailedWrite {
    private final String route;
    private final String key;
    private final String reason;
    private final Instant since;
    private final int attempts;

    /**
     * One with those properties, for a handler's own tests.
     *
     * @throws NullPointerException when one of them is null
     */
    public FailedWrite(String route, String key, String reason, Instant since, int attempts) {
        this.route = Objects.requireNonNull(route, "route");
        this.key = Objects.requireNonNull(key, "key");
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
        return "failed write to " + route + " since " + since + " (" + reason + ", " + attempts + " attempts)";
    }
}
