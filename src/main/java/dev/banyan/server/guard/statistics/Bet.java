package dev.banyan.server.guard.statistics;

/**
 * A bet that the new side does no harm, against all rates that differ by at least so much. The null hypothesis is a convex set, so
 * the likelihood ratio against its member nearest to the alternative is an e-variable for all of it (Turner, Ly and Grünwald 2024, theorem 1;
 * Turner and Grünwald, <i>Exact anytime-valid confidence intervals for contingency tables and beyond</i>, 2023).
 *
 * @param expected share on either side if all is well
 * @param legacy the legacy share of the nearest harm
 * @param harmed its new share
 */
record Bet(double expected, double legacy, double harmed) {
    /** Of each stake so much is held back: a second in which everything fails then costs little, and it slows little. */
    private static final double HELD_BACK = 0.15;

    private static final int HALVINGS = 40;
    private static final double LEAST = 1e-9;

    static Bet against(double harm, double share, double legacyCalls, double newCalls) {
        double expected = Math.min(share, 1 - LEAST);
        double low = Math.max(LEAST, expected - harm);
        double high = Math.min(expected, 1 - harm - LEAST);
        for (int i = 0; i < HALVINGS && high - low > 1e-12 * high; i++) {
            double middle = (low + high) / 2;
            double pull = legacyCalls * pull(expected, middle) + newCalls * pull(expected, middle + harm);
            if (pull > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Bet(expected, low, low + harm);
    }

    /** Logarithm of the e-variable. */
    double logE(Interval look) {
        double log = log(look.legacyCalls(), look.legacyBad(), legacy) + log(look.newCalls(), look.newBad(), harmed);
        return heldBack(log);
    }

    static double heldBack(double log) {
        return log > 0
                ? log + Math.log1p(HELD_BACK * Math.expm1(-log))
                : Math.log(HELD_BACK + (1 - HELD_BACK) * Math.exp(log));
    }

    /** How much the logarithm grows by with such a look, on average and nothing held back. */
    double growth(double legacyCalls, double legacyShare, double newCalls, double newShare) {
        return log(legacyCalls, legacyCalls * legacyShare, legacy) + log(newCalls, newCalls * newShare, harmed);
    }

    private double log(double calls, double bad, double nearest) {
        return bad * Math.log(expected / nearest) + (calls - bad) * Math.log((1 - expected) / (1 - nearest));
    }

    /** Derivative of the expected logarithm of the likelihood. */
    private static double pull(double expected, double share) {
        return (expected - share) / (share * (1 - share));
    }
}
