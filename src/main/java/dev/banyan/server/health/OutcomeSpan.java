package dev.banyan.server.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.evaluation.Side;
import java.time.Instant;

/**
 * Both sides side by side, from an instant on for the length of a step.
 *
 * @param newest when the newest of it arrived; null when there is nothing
 */
public record OutcomeSpan(
        Instant from,
        SideOutcome legacy,
        @JsonProperty("new") SideOutcome fresh,
        Instant newest) {

    public SideOutcome of(Side side) {
        return side == Side.NEW ? fresh : legacy;
    }

    /** Requests: each was served by one side. */
    public long served() {
        return legacy.served() + fresh.served();
    }

    /** 0 to 1: the share of requests that the new side served; null without any. */
    public Double newShare() {
        return served() == 0 ? null : (double) fresh.served() / served();
    }
}
