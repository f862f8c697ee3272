package dev.banyan.evaluation;

/**
 * The outcome for one context. Immutable; decisions of a ruleset are made once, when it is compiled, and handed out again and
 * again, so one may be compared, kept or logged freely.
 */
public final class Decision {

    private final String route;
    private final Stage stage;
    private final Reason reason;
    private final String cohort;
    private final long revision;
    private final boolean keyMissing;

    Decision(String route, Stage stage, Reason reason, String cohort, long revision, boolean keyMissing) {
        this.route = route;
        this.stage = stage;
        this.reason = reason;
        this.cohort = cohort;
        this.revision = revision;
        this.keyMissing = keyMissing;
    }

    /**
     * A decision that no rule made: the default of an unknown route, an error, a local override.
     *
     * @param route the key of the route that was asked for
     * @param stage what the request does
     * @param reason why
     * @param revision the revision of the ruleset in use, 0 when there is none
     */
    public static Decision of(String route, Stage stage, Reason reason, long revision) {
        return new Decision(route, stage, reason, null, revision, false);
    }

    /** This decision at another stage, for a reason that this process alone has. */
    public Decision at(Stage other, Reason why) {
        return new Decision(route, other, why, cohort, revision, false);
    }

    /** The key of the route. */
    public String route() {
        return route;
    }

    /** What the request does. */
    public Stage stage() {
        return stage;
    }

    /** The authoritative side: whose result the caller gets. */
    public Side side() {
        return stage.side();
    }

    /** Whether the new side is the authoritative one. */
    public boolean isNew() {
        return stage.side() == Side.NEW;
    }

    /** Why it came out so. */
    public Reason reason() {
        return reason;
    }

    /** The name of the cohort that decided, or {@code null} when none did. */
    public String cohort() {
        return cohort;
    }

    /** The revision of the ruleset that decided, 0 when there was none. */
    public long revision() {
        return revision;
    }

    /** Whether a bucket was asked for and the context had no bucketing key, so that the missing-key policy decided. */
    public boolean keyMissing() {
        return keyMissing;
    }

    @Override
    public String toString() {
        return route + "=" + stage.key() + " (" + reason + (cohort == null ? "" : ", cohort " + cohort) + ", revision "
                + revision + (keyMissing ? ", key missing)" : ")");
    }
}
