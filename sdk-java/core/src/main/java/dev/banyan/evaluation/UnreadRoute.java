package dev.banyan.evaluation;

/**
 * A route that a ruleset holds in a form that this release does not understand, and what holds for it instead: its last rules where some are
 * known, capped by whatever rollback there is now. Immutable.
 */
public final class UnreadRoute {

    private final String key;
    private final String reason;
    private final RouteKind kind;
    private final Stage cap;
    private final KeptRules kept;

    private UnreadRoute(String key, String reason, RouteKind kind, Stage cap, KeptRules kept) {
        this.key = key;
        this.reason = reason;
        this.kind = kind;
        this.cap = cap;
        this.kept = kept;
    }

    /**
     * A route of which no earlier rules are known.
     *
     * @param key its key
     * @param reason what is not understood, and where
     * @param kind its kind, or {@code null} when that cannot be read: then rollbacks lead it to {@code off}
     * @param cap the highest stage that its own rollback leaves, or {@code null} when it is not rolled back
     */
    public static UnreadRoute of(String key, String reason, RouteKind kind, Stage cap) {
        return new UnreadRoute(key, reason, kind == null ? RouteKind.TWO : kind, cap, null);
    }

    /** The key of the route. */
    public String key() {
        return key;
    }

    /** What is not understood, and where. */
    public String reason() {
        return reason;
    }

    /** Whether earlier rules are known, and so in force; otherwise the default holds that the caller has declared. */
    public boolean keepsRules() {
        return kept != null;
    }

    /** The revision of the rules that it keeps; -1 when it keeps none. */
    public long keptRevision() {
        return kept == null ? -1 : kept.revision();
    }

    /** The rules that it keeps, or {@code null}. */
    KeptRules kept() {
        return kept;
    }

    UnreadRoute keeping(KeptRules rules) {
        return new UnreadRoute(key, reason, kind, cap, rules);
    }

    /** The rules in force; those that it keeps were made before this ruleset, and say so. */
    RouteRules compile(Scope scope) {
        Stage held = cap == null ? null : kept.kind().highestUpTo(cap);
        return kept.compile(scope, held);
    }

    /** What holds while no rules are known. */
    Decision decision(Stage declaredDefault, Scope scope) {
        Stage all = scope.cap(key, kind);
        Stage lowest = cap == null ? all : cap.cappedAt(all);
        Reason reason = lowest == null ? Reason.DEFAULT : Reason.ROLLBACK;
        return Decision.of(key, declaredDefault.cappedAt(lowest), reason, scope.revision());
    }
}
