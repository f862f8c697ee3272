package dev.banyan.server.guard.statistics;

/**
 * The 2 x 2 table of one look, given its margins: so many requests on either side, and so many bad ones in all. If neither side is worse, the number of
 * bad ones on the new side is hypergeometric <i>whatever the common rate is in that look</i>, so the rate need not be known, may jump, and may differ from
 * request to request as long as chance decides the side. Against it stands Fisher's noncentral hypergeometric distribution of an odds ratio above
 * one. Their ratio is an e-variable; the odds ratio may depend on the margins.
 *
 * <p>Conditional e-variables: Hao, Grünwald, Lardy, Long and Adams, <i>E-values for k-sample tests with exponential families</i>, 2024. Unconditional
 * ones, of which these are the refinement: Turner, Ly and Grünwald, <i>Generic E-variables for exact sequential k-sample tests that allow for
 * optional stopping</i>, 2024.
 */
record Table(Interval counts) {
    private static final double LARGE = 0x1p+800;

    /**
     * So many numbers of bad ones are looked at. A look with more of them is judged as a smaller one with the same shares: it shows less
     * than it could, and no sender can make it last.
     */
    static final long MOST_NUMBERS = 10_000;

    static Table of(Interval look) {
        Table all = new Table(look);
        long numbers = all.most() - all.least();
        return numbers <= MOST_NUMBERS ? all : new Table(look.thinned(numbers / MOST_NUMBERS + 1));
    }

    long calls() {
        return counts.legacyCalls() + counts.newCalls();
    }

    long bad() {
        return counts.legacyBad() + counts.newBad();
    }

    /** How uncertain the number of bad ones on the new side was, by its variance: 0 when the margins leave no choice. */
    double uncertainty() {
        double all = calls();
        return all < 2
                ? 0
                : bad() * (all - bad()) * ((double) counts.legacyCalls() / all) * (counts.newCalls() / all) / (all - 1);
    }

    /** Logarithm of the e-variable. */
    double logE(double oddsRatio) {
        return (counts.newBad() - least()) * Math.log(oddsRatio) - (logSum(oddsRatio) - logSum(1));
    }

    private long least() {
        return Math.max(0, bad() - counts.legacyCalls());
    }

    private long most() {
        return Math.min(bad(), counts.newCalls());
    }

    /** Logarithm of the sum of the weights of all numbers that the margins allow, the least one weighing one. */
    private double logSum(double oddsRatio) {
        long most = most();
        double weight = 1;
        double sum = 1;
        double logScale = 0;
        for (long on = least(); on < most; on++) {
            weight *= oddsRatio * step(on);
            sum += weight;
            if (sum > LARGE) {
                weight /= LARGE;
                sum /= LARGE;
                logScale += Math.log(LARGE);
            }
        }
        return Math.log(sum) + logScale;
    }

    /** How much more often the next number comes than this one, if neither side is worse. */
    private double step(long on) {
        double up = (double) (bad() - on) * (counts.newCalls() - on);
        double down = (double) (on + 1) * (counts.legacyCalls() - bad() + on + 1);
        return up / down;
    }
}
