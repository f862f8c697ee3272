package dev.banyan.server.health.figures;

import java.time.Duration;
import java.time.Instant;

/** How long outcomes are kept how finely. */
public record Kept(Duration seconds, Duration minutes) {
    /** Beyond that nothing is kept. */
    public static final Duration LONGEST = Duration.ofDays(366);

    public static Kept by(HealthConfig config) {
        return new Kept(config.secondsKept(), config.minutesKept());
    }

    public Duration of(Resolution grain) {
        return switch (grain) {
            case SECOND -> seconds;
            case MINUTE -> minutes;
            case HOUR, DAY -> LONGEST;
        };
    }

    /** The coarsest that still shows steps of that length, unless it is only kept more coarsely from so long ago. */
    public Resolution grain(Instant from, Duration step, Instant now, Resolution coarsest) {
        Resolution grain = coarsest;
        for (int finer = coarsest.ordinal() - 1; finer >= 0; finer--) {
            Resolution next = Resolution.values()[finer];
            boolean needed = step.compareTo(grain.length()) < 0;
            grain = needed && from.isAfter(now.minus(of(next))) ? next : grain;
        }
        return grain;
    }
}
