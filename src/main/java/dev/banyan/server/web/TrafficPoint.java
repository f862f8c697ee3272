package dev.banyan.server.web;

import java.time.Instant;

/**
 * What both sides did within one step of the chart. The 95th percentiles are in microseconds and -1 without a call.
 */
public record TrafficPoint(
        Instant start,
        long legacyServed,
        long legacyCalls,
        long legacyErrors,
        long legacyP95Micros,
        long newServed,
        long newCalls,
        long newErrors,
        long newP95Micros) {

    /** Requests: each was served by one side, even where both were asked. */
    long served() {
        return legacyServed + newServed;
    }
}
