package dev.banyan.evaluation;

/** Why a decision came out as it did. */
public enum Reason {
    /** A rollback holds for the route; it applies to everyone, also to those who would be at a low stage anyway. */
    ROLLBACK("STATIC"),
    /** The request brought a pin from a service that had decided before. */
    PINNED("CACHED"),
    /** A cohort with conditions matched, and all of it is at one stage. */
    TARGETING_MATCH("TARGETING_MATCH"),
    /** The bucket of the context was asked for: part of the cohort is at one stage, the rest at the other. */
    SPLIT("SPLIT"),
    /** The default cohort decided, and all of it is at one stage. */
    STATIC("STATIC"),
    /** The route was never started in this environment. */
    DISABLED("STATIC"),
    /**
     * The ruleset does not know the route, or holds it in a form that this release does not understand and no earlier rules are known, or there is
     * no ruleset: the declared default of the caller holds.
     */
    DEFAULT("ERROR"),
    /**
     * The rules are older than the caller has declared acceptable, or than the newest, which this release does not understand; the side is the
     * one that they give.
     */
    STALE("STALE"),
    /** This process was told so by a local override, stronger than anything that the control plane says. */
    OVERRIDE("STATIC"),
    /** The new side failed too often in this process, so that legacy serves here until it does better. */
    BREAKER("STATIC"),
    /** Something was thrown inside the evaluation; legacy serves. */
    ERROR("ERROR");

    private final String openFeature;

    Reason(String openFeature) {
        this.openFeature = openFeature;
    }

    /**
     * The word of OpenFeature for it. There is none for what holds for everybody whatever the context is (a rollback, an override, an open
     * breaker, a route that was never started) but {@code STATIC}, and none for a decision made before, by another service, but {@code
     * CACHED}. A word that OpenFeature does not have is an error to strict clients, and an error makes them use the default of their caller.
     */
    public String openFeature() {
        return openFeature;
    }
}
