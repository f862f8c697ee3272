package dev.banyan.server.flag;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.RollbackMode;
import java.time.Instant;

/**
 * The overlay that holds a flag back; the rollout beneath it is kept.
 *
 * @param stage nobody is at a later stage than this
 */
public record Rollback(Stage stage, RollbackMode mode, Instant at, String by, String reason) {}
