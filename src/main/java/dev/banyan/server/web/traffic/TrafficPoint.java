package dev.banyan.server.web.traffic;

import java.time.Instant;

/** What both sides did within one step of the chart. */
public record TrafficPoint(Instant start, SideStep legacy, SideStep fresh) {

    /**
     * One side of it.
     *
     * @param served the calls whose result went to the caller
     * @param p95Micros -1 without a call
     */
    public record SideStep(long calls, long served, long errors, long p95Micros) {}

    long served() {
        return legacy.served() + fresh.served();
    }
}
