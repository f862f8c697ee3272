package dev.banyan.server.health.reading;

import dev.banyan.server.health.figures.Kept;
import dev.banyan.server.health.figures.Resolution;
import java.time.Duration;
import java.time.Instant;

/**
 * The steps of a series: all of one length and beginning at multiples of it, so that a later look has the same steps.
 *
 * @param grain what they are read from; the length is a multiple of its length
 * @param length whole seconds
 * @param first number of the first step, counted from 1970
 */
record Steps(Resolution grain, Duration length, long first, long last) {

    /** The last seconds: the step in progress, and as many whole ones before as fit. */
    static Steps lately(Duration lately, Duration length, Instant now) {
        long last = index(now, length);
        long first = index(now.minus(lately), length) + 1;
        return new Steps(Resolution.SECOND, length, Math.min(first, last), last);
    }

    /**
     * At most so many, and one that has begun before, from one instant inclusive to another one exclusive.
     *
     * @param coarsest of what there is to read
     */
    static Steps of(Instant from, Instant to, int points, Instant now, Resolution coarsest, Kept kept) {
        long seconds = Math.max(1, ceil(Duration.between(from, to).toMillis(), 1000L * points));
        Resolution grain = kept.grain(from, Duration.ofSeconds(seconds), now, coarsest);
        long unit = grain.length().toSeconds();
        Duration length = Duration.ofSeconds(ceil(seconds, unit) * unit);
        return new Steps(grain, length, index(from, length), index(to.minusMillis(1), length));
    }

    Instant begin() {
        return start(first);
    }

    Instant end() {
        return start(last + 1);
    }

    Instant start(long index) {
        return Instant.ofEpochSecond(index * length.toSeconds());
    }

    private static long ceil(long value, long unit) {
        return (value + unit - 1) / unit;
    }

    private static long index(Instant at, Duration length) {
        return Math.floorDiv(at.getEpochSecond(), length.toSeconds());
    }
}
