package dev.banyan.server.flag;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.TakenRollback;
import java.time.Instant;

/** A rollback that was taken while the database was away is committed now; observed within that transaction. */
public record EmergencyRecorded(EnvironmentScope scope, TakenRollback taken, Instant at) {}
