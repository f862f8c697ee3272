package dev.banyan.server.health.fold;

import dev.banyan.server.health.figures.OutcomeBlock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What services measured has been added to the rollups. Fired in the transaction that adds it, so that what an observer writes there
 * stands or falls with it: each outcome is told of exactly once, over crashes too. An observer that throws does not undo the fold: the
 * environment with which it fails is folded without it, and counts as not seen. It must be one of a synchronous event, and quick.
 */
public final class OutcomesFolded {
    private final Instant at;
    private final List<OutcomeBlock> blocks;
    private final Map<Long, String> missed = new TreeMap<>();

    /** @param at the database's time */
    public OutcomesFolded(Instant at, List<OutcomeBlock> blocks) {
        this.at = at;
        this.blocks = List.copyOf(blocks);
    }

    public Instant at() {
        return at;
    }

    public List<OutcomeBlock> blocks() {
        return blocks;
    }

    /** An observer could not look at a part of what an environment measured, and has gone on with the rest. */
    public void miss(long environmentId, String why) {
        missed.putIfAbsent(environmentId, why);
    }

    Map<Long, String> missed() {
        return missed;
    }
}
