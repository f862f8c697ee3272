package dev.banyan.server.health;

import java.time.Duration;
import java.time.Instant;

/** How finely outcomes are kept. */
enum Resolution {
    SECOND("second", Duration.ofSeconds(1)),
    MINUTE("minute", Duration.ofMinutes(1)),
    HOUR("hour", Duration.ofHours(1)),
    /** Of a single route its sums only. */
    DAY("day", Duration.ofDays(1));

    private final String name;
    private final Duration length;

    Resolution(String name, Duration length) {
        this.name = name;
        this.length = length;
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

    /** When the second, minute, hour or day began, in UTC. */
    Instant start(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), length.toSeconds()) * length.toSeconds());
    }
}
