package dev.banyan.server.delivery.kit;

import java.time.Duration;

/** Between the signal to stop and the stop. What is still open at the stop would hold it up. */
public final class Drain {
    private Drain() {}

    /** Within this time all that is open is to be ended. The last tenth is for those who come a little late. */
    public static Duration ofOpen(DeliveryConfig config) {
        return config.drain().multipliedBy(9).dividedBy(10);
    }
}
