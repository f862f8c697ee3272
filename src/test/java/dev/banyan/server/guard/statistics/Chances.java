package dev.banyan.server.guard.statistics;

/** Probabilities of small samples, to the last case. */
final class Chances {

    private Chances() {}

    static double binomial(long calls, long bad, double share) {
        double chance = 1;
        for (long i = 0; i < bad; i++) {
            chance *= (double) (calls - i) / (i + 1);
        }
        return chance * Math.pow(share, bad) * Math.pow(1 - share, calls - bad);
    }

    static double table(Interval look, double legacyShare, double newShare) {
        return binomial(look.legacyCalls(), look.legacyBad(), legacyShare)
                * binomial(look.newCalls(), look.newBad(), newShare);
    }
}
