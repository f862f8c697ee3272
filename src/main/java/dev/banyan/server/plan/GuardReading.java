package dev.banyan.server.plan;

import java.time.Instant;

/**
 * What is known of one route's new side since its rollout changed last.
 *
 * @param newestData null when there are none
 */
record GuardReading(Verdict verdict, String words, long callsOnNew, Instant newestData, boolean bothDegraded) {

    /** Of two routes that move together, what must hold for both. */
    GuardReading and(GuardReading other) {
        GuardReading worse = verdict.compareTo(other.verdict) >= 0 ? this : other;
        return new GuardReading(
                worse.verdict,
                worse.words,
                Math.min(callsOnNew, other.callsOnNew),
                older(newestData, other.newestData),
                bothDegraded || other.bothDegraded);
    }

    private static Instant older(Instant one, Instant other) {
        if (one == null || other == null) {
            return null;
        }
        return one.isBefore(other) ? one : other;
    }
}
