package dev.banyan.server.health.figures;

import java.time.Duration;
import java.time.Instant;

/** How finely outcomes are kept. */
public enum Resolution {
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
    public String table() {
        return "outcome_" + name;
    }

    /** What all routes of an environment did together. */
    public String totals() {
        return "total_" + name;
    }

    public Duration length() {
        return length;
    }

    /** When the second, minute, hour or day began, in UTC. */
    public Instant start(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), length.toSeconds()) * length.toSeconds());
    }
}
