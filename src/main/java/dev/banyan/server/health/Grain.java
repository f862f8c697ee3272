package dev.banyan.server.health;

import java.time.Duration;
import java.time.Instant;

/** How finely outcomes are kept, and how long. */
enum Grain {
    SECOND("outcome_second", Duration.ofSeconds(1), Duration.ofHours(1)),
    MINUTE("outcome_minute", Duration.ofMinutes(1), Duration.ofDays(8)),
    HOUR("outcome_hour", Duration.ofHours(1), Duration.ofDays(366));

    private final String table;
    private final Duration length;
    private final Duration kept;

    Grain(String table, Duration length, Duration kept) {
        this.table = table;
        this.length = length;
        this.kept = kept;
    }

    String table() {
        return table;
    }

    Duration length() {
        return length;
    }

    Duration kept() {
        return kept;
    }

    /** When the second, minute or hour began, in UTC. */
    Instant start(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), length.toSeconds()) * length.toSeconds());
    }

    boolean keeps(Instant at, Instant now) {
        return at.isAfter(now.minus(kept));
    }

    /** The coarsest that still shows steps of that length, unless it is only kept more coarsely from so long ago. */
    static Grain of(Instant from, Duration step, Instant now) {
        Grain grain = HOUR;
        for (Grain finer : new Grain[] {MINUTE, SECOND}) {
            boolean needed = step.compareTo(grain.length) < 0;
            grain = needed && finer.keeps(from, now) ? finer : grain;
        }
        return grain;
    }
}
