package dev.banyan.evaluation;

/** Why a decision came out as it did. */
public enum Reason {
    /** A rollback holds for the route; it applies to everyone, also to those who would be at a low stage anyway. */
    ROLLBACK,
    /** The request brought a pin from a service that had decided before. */
    PINNED,
    /** A cohort with conditions matched, and all of it is at one stage. */
    TARGETING_MATCH,
    /** The bucket of the context was asked for: part of the cohort is at one stage, the rest at the other. */
    SPLIT,
    /** The default cohort decided, and all of it is at one stage. */
    STATIC,
    /** The route was never started in this environment. */
    DISABLED,
    /**
     * The ruleset does not know the route, or holds it in a form that this release does not understand and no earlier rules are known, or there is
     * no ruleset: the declared default of the caller holds.
     */
    DEFAULT,
    /**
     * The rules are older than the caller has declared acceptable, or than the newest, which this release does not understand; the side is the
     * one that they give.
     */
    STALE,
    /** This process was told so by a local override, stronger than anything that the control plane says. */
    OVERRIDE,
    /** The new side failed too often in this process, so that legacy serves here until it does better. */
    BREAKER,
    /** Something was thrown inside the evaluation; legacy serves. */
    ERROR
}
