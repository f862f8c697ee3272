package dev.banyan.server.access.people;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a session of the web UI lives.
 *
 * @param idle until it was not used for so long
 * @param lifetime and never longer
 */
public record SessionLimits(Duration idle, Duration lifetime) {

    private static final Duration SELDOM = Duration.ofMinutes(1);

    boolean live(Instant created, Instant lastSeen, Instant now) {
        return now.isBefore(created.plus(lifetime)) && now.isBefore(lastSeen.plus(idle));
    }

    /** Use is written down once a minute at most: a page makes many requests, and each would be a write otherwise. */
    boolean renewalDue(Instant lastSeen, Instant now) {
        Duration tenth = idle.dividedBy(10);
        return !now.isBefore(lastSeen.plus(tenth.compareTo(SELDOM) < 0 ? tenth : SELDOM));
    }
}
