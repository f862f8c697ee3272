package dev.banyan.server.delivery.ruleset;

import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.environment.RulesetJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A rollback that is in force although it could not be committed yet.
 *
 * @param at when it was taken, by the clock of the replica that took it
 * @param routes their keys; null for all routes of the environment
 */
public record Emergency(UUID id, Instant at, RollbackMode mode, List<String> routes) {
    /** The same on every replica, whatever the order in which they heard of them. */
    static final Comparator<Emergency> ORDER =
            Comparator.comparing(Emergency::at).thenComparing(Emergency::id);

    /** As SDKs get to see it. */
    String text() {
        return "{\"id\":\"" + id + "\",\"mode\":\"" + mode.key() + '"'
                + (routes == null ? "" : ",\"routes\":" + RulesetJson.write(routes)) + '}';
    }
}
