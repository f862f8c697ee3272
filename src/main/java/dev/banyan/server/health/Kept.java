package dev.banyan.server.health;

import java.time.Duration;
import java.time.Instant;

/** How long outcomes are kept how finely. */
record Kept(Duration seconds, Duration minutes) {
    /** Beyond that nothing is kept. */
    static final Duration LONGEST = Duration.ofDays(366);

    static Kept by(HealthConfig config) {
        return new Kept(config.secondsKept(), config.minutesKept());
    }

    Duration of(Grain grain) {
        return switch (grain) {
            case SECOND -> seconds;
            case MINUTE -> minutes;
            case HOUR, DAY -> LONGEST;
        };
    }

    /** The coarsest that still shows steps of that length, unless it is only kept more coarsely from so long ago. */
    Grain grain(Instant from, Duration step, Instant now, Grain coarsest) {
        Grain grain = coarsest;
        for (int finer = coarsest.ordinal() - 1; finer >= 0; finer--) {
            Grain next = Grain.values()[finer];
            boolean needed = step.compareTo(grain.length()) < 0;
            grain = needed && from.isAfter(now.minus(of(next))) ? next : grain;
        }
        return grain;
    }
}
