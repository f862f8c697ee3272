package dev.banyan.server.guard.statistics;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;

/**
 * The new side alone, against a share that may be bad. Immutable.
 *
 * <p>Evidence of harm: Wald's sequential probability ratio of the budget against the budget and a harm (<i>Sequential tests of statistical
 * hypotheses</i>, 1945), in a {@link Mixture}. Evidence of health: the same the other way round, for the share that was seen lately.
 *
 * @param budget the share that may be bad
 * @param all what was seen in all
 * @param lately what share was bad lately
 */
@RecordBuilder
public record BudgetTest(Aim aim, double budget, Trials all, Rate lately, Stakes evidence, Difference difference) {
    private static final double LEAST = 1e-9;

    public BudgetTest {
        if (!(budget >= 0 && budget + aim.harm() < 1)) {
            throw new IllegalArgumentException(
                    "\"budget\" must be 0 or more, and less than 1 together with \"harm\": it is " + budget);
        }
    }

    public static BudgetTest start(Aim aim, double budget) {
        return BudgetTestBuilder.builder()
                .aim(aim)
                .budget(budget)
                .all(Trials.NOTHING)
                .lately(Rate.UNKNOWN)
                .evidence(Stakes.none(Harms.from(aim).length))
                .difference(Difference.UNKNOWN)
                .build();
    }

    public BudgetTest add(Trials look) {
        if (look.calls() == 0) {
            return this;
        }
        Stakes next = evidence.ofHarm(1, factors(look)).ofHealth(Bet.heldBack(logHealth(look.calls(), look.bad())));
        return BudgetTestBuilder.builder()
                .aim(aim)
                .budget(budget)
                .all(all.plus(look))
                .lately(lately.plus(look.calls(), look.bad()))
                .evidence(next)
                .difference(difference.plus(look, budget, lately.share()))
                .build();
    }

    /** The legacy share is the budget. */
    public Finding finding() {
        double calls = Math.max(1, all.calls());
        double growth = all.calls() == 0 ? 0 : logHealth(1, all.bad() / calls);
        return evidence.finding(aim, budget, all.bad() / calls, difference, all.calls(), growth);
    }

    private double[] factors(Trials look) {
        double[] harms = Harms.from(aim);
        double[] logFactors = new double[harms.length];
        double allowed = Math.max(budget, LEAST);
        Arrays.setAll(logFactors, i -> logRatio(look.calls(), look.bad(), allowed + harms[i] * (1 - allowed), allowed));
        return logFactors;
    }

    private double logHealth(double calls, double bad) {
        double harmful = budget + aim.harm();
        return logRatio(calls, bad, Math.min(lately.share(), harmful), harmful);
    }

    private static double logRatio(double calls, double bad, double alternative, double nothing) {
        return bad * Math.log(alternative / nothing) + (calls - bad) * Math.log((1 - alternative) / (1 - nothing));
    }
}
