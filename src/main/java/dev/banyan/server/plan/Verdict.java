package dev.banyan.server.plan;

/** What the guardrails of all routes of a plan say together: the worst of them. */
public enum Verdict {
    HEALTHY,
    INCONCLUSIVE,
    HARMFUL
}
