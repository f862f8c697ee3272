package dev.banyan.server.environment.history;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * A change of an environment: who did what, when and why.
 *
 * @param environment the environment's key
 * @param subject the key of the route, migration or environment
 * @param reason null when none was given
 */
@RecordBuilder
public record PastAction(
        long environmentId,
        String environment,
        long revision,
        Instant at,
        String action,
        String subject,
        String by,
        String reason) {

    public Commit commit() {
        return new Commit(environmentId, revision, at);
    }
}
