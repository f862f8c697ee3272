package dev.banyan.server.problem;

import java.time.Duration;

/**
 * How fast a body has to come in. A slow line is no fault; a body that comes byte by byte is one, on purpose or not.
 *
 * @param deadline for the whole
 * @param patience before the rate counts
 * @param rate bytes in a second
 */
record BodyPace(Duration deadline, Duration patience, long rate) {

    boolean tooSlow(Duration since, long bytes) {
        if (since.compareTo(deadline) >= 0) {
            return true;
        }
        double counted = since.minus(patience).toMillis() / 1_000.0;
        return counted > 0 && bytes < counted * rate;
    }
}
