package dev.banyan.evaluation;

/** Makes the decisions of one route while its ruleset is compiled. */
final class DecisionFactory {

    private final String route;
    private final long revision;
    private final Stage cap;
    private final Freshness freshness;

    DecisionFactory(String route, long revision, Stage cap, Freshness freshness) {
        this.route = route;
        this.revision = revision;
        this.cap = cap;
        this.freshness = freshness;
    }

    Decision of(Cohort cohort, Stage stage, boolean keyMissing) {
        return new Decision(route, stage.cappedAt(cap), reason(cohort), cohort.name(), revision, keyMissing);
    }

    Decision disabled() {
        return Decision.of(route, Stage.OFF, whenFresh(Reason.DISABLED), revision);
    }

    Decision error() {
        return Decision.of(route, Stage.OFF, Reason.ERROR, revision);
    }

    private Reason reason(Cohort cohort) {
        if (cap != null) {
            return Reason.ROLLBACK;
        }
        if (cohort.rollout().isSplit()) {
            return whenFresh(Reason.SPLIT);
        }
        return whenFresh(cohort.conditions().isEmpty() ? Reason.STATIC : Reason.TARGETING_MATCH);
    }

    private Reason whenFresh(Reason reason) {
        return freshness == Freshness.FRESH ? reason : Reason.STALE;
    }
}
