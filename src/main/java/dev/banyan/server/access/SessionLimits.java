package dev.banyan.server.access;

import java.time.Duration;
import java.time.Instant;

/** How long a session of the web UI lives: until it was not used for a working day, and never longer than a week. */
final class SessionLimits {

    static final Duration IDLE = Duration.ofHours(12);
    static final Duration ABSOLUTE = Duration.ofDays(7);

    /** Use is written down at most this often: a page makes many requests, and each would be a write otherwise. */
    static final Duration RENEWAL = Duration.ofMinutes(1);

    private SessionLimits() {}

    static boolean live(Instant created, Instant lastSeen, Instant now) {
        return now.isBefore(created.plus(ABSOLUTE)) && now.isBefore(lastSeen.plus(IDLE));
    }

    static boolean renewalDue(Instant lastSeen, Instant now) {
        return !now.isBefore(lastSeen.plus(RENEWAL));
    }
}
