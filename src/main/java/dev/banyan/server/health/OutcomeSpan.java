package dev.banyan.server.health;

import dev.banyan.evaluation.Side;
import java.time.Instant;

/**
 * Both sides side by side, from an instant on for the length of a step.
 *
 * @param newest when the newest of it arrived; null when there is nothing
 */
public record OutcomeSpan(Instant from, SideOutcome legacy, SideOutcome fresh, Instant newest) {

    public SideOutcome of(Side side) {
        return side == Side.NEW ? fresh : legacy;
    }

    public long calls() {
        return legacy.calls() + fresh.calls();
    }

    /** 0 to 1: the share of calls that the new side served; null without calls. */
    public Double newShare() {
        return calls() == 0 ? null : (double) fresh.calls() / calls();
    }
}
