package dev.banyan.server.health;

import java.time.Duration;
import java.time.Instant;

/** How finely outcomes are kept, and how long. */
enum Grain {
    SECOND("second", Duration.ofSeconds(1), Duration.ofHours(1)),
    MINUTE("minute", Duration.ofMinutes(1), Duration.ofDays(8)),
    HOUR("hour", Duration.ofHours(1), Duration.ofDays(366)),
    /** Of a single route its sums only. */
    DAY("day", Duration.ofDays(1), Duration.ofDays(366));

    private final String name;
    private final Duration length;
    private final Duration kept;

    Grain(String name, Duration length, Duration kept) {
        this.name = name;
        this.length = length;
        this.kept = kept;
    }

    /** What each route did. */
    String table() {
        return "outcome_" + name;
    }

    /** What all routes of an environment did together. */
    String totals() {
        return "total_" + name;
    }

    Duration length() {
        return length;
    }

    Duration kept() {
        return kept;
    }

    /** When the second, minute, hour or day began, in UTC. */
    Instant start(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), length.toSeconds()) * length.toSeconds());
    }

    boolean keeps(Instant at, Instant now) {
        return at.isAfter(now.minus(kept));
    }

    /** The coarsest that still shows steps of that length, unless it is only kept more coarsely from so long ago. */
    static Grain of(Instant from, Duration step, Instant now, Grain coarsest) {
        Grain grain = coarsest;
        for (int finer = coarsest.ordinal() - 1; finer >= 0; finer--) {
            boolean needed = step.compareTo(grain.length) < 0;
            grain = needed && values()[finer].keeps(from, now) ? values()[finer] : grain;
        }
        return grain;
    }
}
