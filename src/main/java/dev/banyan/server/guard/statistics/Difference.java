package dev.banyan.server.guard.statistics;

/**
 * The average difference of the shares, new less legacy, with an interval that holds at all times together: the empirical Bernstein confidence
 * sequence with the stitched boundary of Howard, Ramdas, McAuliffe and Sekhon, <i>Time-uniform, nonparametric, nonasymptotic confidence
 * sequences</i>, 2021 (theorems 1 and 4). A look weighs as much as it can tell: {@code legacy * new / (legacy + new)} calls.
 *
 * @param weight of all looks
 * @param sum of weight times difference
 * @param variance what it varied around what was expected
 */
public record Difference(double weight, double sum, double variance) {
    /** Half of 5 % on each side. */
    private static final double ERROR = 0.025;

    private static final double EXPONENT = 1.4;
    private static final double ZETA = 3.10555;
    private static final double BASE = Math.log(ZETA / (ERROR * Math.pow(Math.log(2), EXPONENT)));
    private static final double ROOT_FACTOR = (Math.pow(2, 0.25) + Math.pow(2, -0.25)) / Math.sqrt(2);
    private static final double LINEAR_FACTOR = (Math.sqrt(2) + 1) / 2;

    static final Difference UNKNOWN = new Difference(0, 0, 0);

    /** @param expected share, known before this look */
    Difference plus(Interval look, double expected) {
        double all = look.legacyCalls() + look.newCalls();
        if (all == 0) {
            return this;
        }
        double legacyPart = look.legacyCalls() / all;
        double newPart = look.newCalls() / all;
        return new Difference(
                weight + legacyPart * look.newCalls(),
                sum + legacyPart * look.newBad() - newPart * look.legacyBad(),
                variance
                        + legacyPart * legacyPart * squares(look.newCalls(), look.newBad(), expected)
                        + newPart * newPart * squares(look.legacyCalls(), look.legacyBad(), expected));
    }

    /** Pairs: each weighs one. */
    Difference plus(Pairs look) {
        return new Difference(
                weight + look.pairs(),
                sum + look.onlyNewBad() - look.onlyLegacyBad(),
                variance + look.onlyNewBad() + look.onlyLegacyBad());
    }

    /** One sample: the difference from a share that is given. */
    Difference plus(Trials look, double given, double expected) {
        return new Difference(
                weight + look.calls(),
                sum + look.bad() - given * look.calls(),
                variance + squares(look.calls(), look.bad(), expected));
    }

    double low() {
        return weight == 0 ? -1 : Math.max(-1, (sum - radius()) / weight);
    }

    double high() {
        return weight == 0 ? 1 : Math.min(1, (sum + radius()) / weight);
    }

    private double radius() {
        double known = Math.max(1, variance);
        double log = EXPONENT * Math.log(Math.log(2 * known)) + BASE;
        double linear = LINEAR_FACTOR * log;
        return Math.sqrt(ROOT_FACTOR * ROOT_FACTOR * known * log + linear * linear) + linear;
    }

    private static double squares(long calls, long bad, double expected) {
        return bad * (1 - expected) * (1 - expected) + (calls - bad) * expected * expected;
    }
}
