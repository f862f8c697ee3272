package dev.banyan.server.health.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * The time in which a batch was counted, by the database's clock.
 *
 * @param end when it was cut off
 * @param length how long it was counted before
 */
public record Window(Instant end, Duration length) {
    /** Up to here all of it belongs to one second: SDKs that follow a moving route cut a batch a second. */
    private static final Duration UNDIVIDED = Duration.ofSeconds(2);
    /** So that the batch of a service that was cut off for days costs no more rows than that of ten minutes. */
    static final int MOST_PARTS = 600;

    Instant begin() {
        return end.minus(length);
    }

    /**
     * Gives each of its seconds its share; of a long window, equally distant seconds.
     *
     * @param most parts
     */
    void spread(int most, BiConsumer<Instant, Apportionment> part) {
        if (length.compareTo(UNDIVIDED) <= 0) {
            part.accept(Resolution.SECOND.start(begin().plus(length.dividedBy(2))), Apportionment.WHOLE);
            return;
        }
        long seconds = (length.toMillis() + 999) / 1000;
        int parts = (int) Math.min(Math.min(MOST_PARTS, most), seconds);
        for (int rank = 0; rank < parts; rank++) {
            Instant middle = begin().plus(
                            length.multipliedBy(2L * place(rank, parts) + 1).dividedBy(2L * parts));
            part.accept(Resolution.SECOND.start(middle), new Apportionment(rank, parts));
        }
    }

    /** A stride near the golden section, without a common divisor: the first few ranks, which get what is few, lie far apart. */
    static int place(int rank, int parts) {
        int stride = (int) Math.round(parts * 0.618);
        while (divisor(stride, parts) != 1) {
            stride++;
        }
        return (int) ((long) rank * stride % parts);
    }

    private static int divisor(int one, int other) {
        return other == 0 ? one : divisor(other, one % other);
    }
}
