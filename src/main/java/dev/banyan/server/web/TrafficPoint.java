package dev.banyan.server.web;

import java.time.Instant;

/**
 * What both sides did within one step of the chart. The 95th percentiles are in microseconds and -1 without a call.
 */
public record TrafficPoint(
        Instant start,
        long legacyCalls,
        long legacyErrors,
        long legacyP95Micros,
        long newCalls,
        long newErrors,
        long newP95Micros) {

    long calls() {
        return legacyCalls + newCalls;
    }
}
