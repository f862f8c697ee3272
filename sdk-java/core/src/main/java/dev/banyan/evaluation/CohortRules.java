package dev.banyan.evaluation;

import java.util.Arrays;

/**
 * A compiled {@link Cohort}: its checks, one decision for every way it can come out, and the cohort to ask after it. A chain rather
 * than a row, so that the way to the first cohort, and in it to the only check, is short.
 */
final class CohortRules {

    private final Check first;
    private final Check[] others;
    private final CohortRules next;
    private final int share;
    private final boolean split;
    private final Decision from;
    private final Decision to;
    private final Decision[] ends;
    private final Decision fromWithoutKey;
    private final Decision toWithoutKey;

    /** {@code next} is asked when this one does not match; null after the default cohort, which always does. */
    CohortRules(Cohort cohort, Check[] checks, DecisionFactory decisions, CohortRules next) {
        this.first = checks.length == 0 ? null : checks[0];
        this.others = Arrays.copyOfRange(checks, Math.min(1, checks.length), checks.length);
        this.next = next;
        Rollout rollout = cohort.rollout();
        share = rollout.share();
        split = rollout.isSplit();
        from = decisions.of(cohort, rollout.from(), false);
        to = decisions.of(cohort, rollout.to(), false);
        ends = new Decision[] {from, to};
        fromWithoutKey = split ? decisions.of(cohort, rollout.from(), true) : from;
        toWithoutKey = split ? decisions.of(cohort, rollout.to(), true) : to;
    }

    /** The first cohort from here on that matches. */
    CohortRules match(Context context) {
        CohortRules cohort = this;
        while (cohort.next != null && !cohort.matches(context)) {
            cohort = cohort.next;
        }
        return cohort;
    }

    private boolean matches(Context context) {
        return first.of(context) == Truth.TRUE && (others.length == 0 || Checks.all(others, context) == Truth.TRUE);
    }

    boolean isSplit() {
        return split;
    }

    /** The decision when all of the cohort is at one stage. */
    Decision whole() {
        return share == 0 ? from : to;
    }

    /** Without a branch, which no processor could predict: the sign of the difference is the place of the decision. */
    Decision at(int bucket) {
        return ends[bucket - share >>> 31];
    }

    Decision withoutKey() {
        return fromWithoutKey;
    }

    Decision withoutKey(int randomBucket) {
        return randomBucket < share ? toWithoutKey : fromWithoutKey;
    }
}
