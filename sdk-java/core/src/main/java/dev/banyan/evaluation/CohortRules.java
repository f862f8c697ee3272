package dev.banyan.evaluation;

/** A compiled {@link Cohort}: its checks, and one decision for every way it can come out. */
final class CohortRules {

    private final Check[] checks;
    private final int share;
    private final boolean split;
    private final Decision from;
    private final Decision to;
    private final Decision fromWithoutKey;
    private final Decision toWithoutKey;

    CohortRules(Cohort cohort, Check[] checks, DecisionFactory decisions) {
        this.checks = checks;
        Rollout rollout = cohort.rollout();
        share = rollout.share();
        split = rollout.isSplit();
        from = decisions.of(cohort, rollout.from(), false);
        to = decisions.of(cohort, rollout.to(), false);
        fromWithoutKey = split ? decisions.of(cohort, rollout.from(), true) : from;
        toWithoutKey = split ? decisions.of(cohort, rollout.to(), true) : to;
    }

    boolean matches(Context context) {
        for (Check check : checks) {
            if (check.of(context) != Truth.TRUE) {
                return false;
            }
        }
        return true;
    }

    boolean isSplit() {
        return split;
    }

    /** The decision when all of the cohort is at one stage. */
    Decision whole() {
        return share == 0 ? from : to;
    }

    Decision at(int bucket) {
        return bucket < share ? to : from;
    }

    Decision withoutKey() {
        return fromWithoutKey;
    }

    Decision withoutKey(int randomBucket) {
        return randomBucket < share ? toWithoutKey : fromWithoutKey;
    }
}
