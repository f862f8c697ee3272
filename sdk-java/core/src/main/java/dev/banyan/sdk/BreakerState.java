package dev.banyan.sdk;

import java.util.Locale;

/** How the circuit breaker of a route stands in this process. */
public enum BreakerState {
    /** All is well, or the route has no breaker: the rules decide. */
    CLOSED,
    /** The new side failed or was slow too often: legacy serves where that is safe for the stage. */
    OPEN,
    /** As {@link #OPEN}, but a few calls are let through to see whether the new side does well again. */
    HALF_OPEN;

    /** The name used on the wire: {@code closed}, {@code open}, {@code half-open}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
