package dev.banyan.server.delivery.instance;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * How far a change has come. Times run from the change to the acknowledgement, both by the database's clock, over the instances that
 * were there at the change; each is null until that many of them have applied it.
 *
 * @param total the instances of interest: those that are there, and those that are gone
 * @param refused could not read it, and keep what they had
 * @param gone were there when it was made or since, have not applied it, and have not been seen for a while
 */
@RecordBuilder
public record Spread(
        long environmentId,
        long revision,
        int total,
        int applied,
        int refused,
        int gone,
        Long firstMillis,
        Long p50Millis,
        Long p99Millis,
        Long lastMillis) {

    public int pending() {
        return total - applied - refused - gone;
    }

    public boolean complete() {
        return total > 0 && applied == total;
    }
}
