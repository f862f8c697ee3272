package dev.banyan.server.health;

import dev.banyan.evaluation.Side;

/**
 * What one side did in some span of time.
 *
 * @param calls all calls that it got, those whose result only served a comparison or a second write included
 * @param served the calls whose result went to the caller
 * @param p50 milliseconds; null without calls, as are the others
 */
public record SideOutcome(Side side, long calls, long served, long errors, Double p50, Double p95, Double p99) {

    static SideOutcome none(Side side) {
        return new SideOutcome(side, 0, 0, 0, null, null, null);
    }

    /** 0 to 1; null without calls. */
    public Double errorRate() {
        return calls == 0 ? null : (double) errors / calls;
    }
}
