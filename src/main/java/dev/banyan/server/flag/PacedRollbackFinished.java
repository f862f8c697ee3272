package dev.banyan.server.flag;

import dev.banyan.server.environment.EnvironmentScope;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * A rollback that took some seconds has returned everybody by itself; observed within its last transaction.
 *
 * @param startedAt when somebody pressed
 * @param by who that was
 */
@RecordBuilder
public record PacedRollbackFinished(
        EnvironmentScope scope, String route, int seconds, Instant startedAt, String by, Instant at) {}
