package dev.banyan.server.delivery.instance;

import java.util.List;

/**
 * How far a change has come and who lacks it, both seen at one moment: an instance is counted or named, never both.
 *
 * @param laggards the first of them only
 */
public record Reach(Spread spread, List<LateInstance> laggards) {}
