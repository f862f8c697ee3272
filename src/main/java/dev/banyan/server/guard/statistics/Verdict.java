package dev.banyan.server.guard.statistics;

/** What the outcomes say of the new side so far. */
public enum Verdict {
    /** A harm as large as matters is ruled out. */
    HEALTHY,
    /** The new side is worse: once found, it stays found. */
    HARMFUL,
    /** Neither is shown yet. */
    INCONCLUSIVE
}
