package dev.banyan.chaos;

import java.time.Duration;

/**
 * One thing that goes wrong. What {@code strike} begins, {@code heal} ends.
 *
 * @param underIt whether services start while it lasts; otherwise it meets services that have been well
 * @param changes whether changes are tried while it lasts
 * @param sign whether it has really happened, asked at its end
 */
record Fault(String name, Way way, boolean underIt, boolean changes, Duration lasts, Act strike, Act heal, Sign sign) {

    /** How services reach the server. */
    enum Way {
        /** Over a line of their own that can break. */
        LINE,
        /** Through somebody who may lie. */
        LIAR,
        /** One straight to each replica, and one over a balancer. */
        REPLICAS
    }

    interface Act {
        void on(Site site) throws Exception;
    }

    interface Sign {
        boolean at(Site site);
    }

    Fault startingUnderIt() {
        return new Fault(name, way, true, changes, lasts, strike, heal, sign);
    }

    Fault lasting(int seconds) {
        return new Fault(name, way, underIt, changes, Duration.ofSeconds(seconds), strike, heal, sign);
    }

    Fault withoutChanges() {
        return new Fault(name, way, underIt, false, lasts, strike, heal, sign);
    }

    String title() {
        return underIt ? name + ", at start" : name;
    }
}
