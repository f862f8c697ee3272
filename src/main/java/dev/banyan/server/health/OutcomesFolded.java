package dev.banyan.server.health;

import java.time.Instant;
import java.util.List;

/**
 * What services measured has been added to the rollups. Fired in the transaction that adds it, so that what an observer writes there
 * stands or falls with it: each outcome is told of exactly once, over crashes too. An observer that throws does not undo the fold;
 * it must be one of a synchronous event, and quick.
 *
 * @param at the database's time
 */
public record OutcomesFolded(Instant at, List<OutcomeBlock> blocks) {}
