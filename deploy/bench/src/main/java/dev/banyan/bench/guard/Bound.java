package dev.banyan.bench.guard;

/**
 * What no test can do better, on average: Wald's inequality. A test that accuses the innocent with a probability of at most alpha needs at least
 * {@code log(1/alpha) / I} requests to find a harm, where I is the divergence of the harm from the innocent rates that look most like it.
 */
final class Bound {
    private static final int HALVINGS = 100;

    private Bound() {}

    /** Of the outcomes of both sides from those of any rate in common: the nearest is the mean of both. */
    static double ofCommonRate(double legacy, double fresh, double share) {
        double common = share * fresh + (1 - share) * legacy;
        return share * divergence(fresh, common) + (1 - share) * divergence(legacy, common);
    }

    /** Of pairs, of which only the uneven ones tell anything, from those that accuse either side equally often. */
    static double ofPairs(double legacy, double fresh) {
        double newAlone = fresh * (1 - legacy);
        double legacyAlone = legacy * (1 - fresh);
        double uneven = newAlone + legacyAlone;
        return uneven * divergence(newAlone / uneven, 0.5);
    }

    /** Of two equal sides from any in which new is worse by at least a harm. */
    static double ofHealth(double base, double share, double harm) {
        double low = Math.max(0, base - harm);
        double high = Math.min(base, 1 - harm);
        for (int i = 0; i < HALVINGS; i++) {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (ofHealth(base, share, harm, left) < ofHealth(base, share, harm, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return ofHealth(base, share, harm, low);
    }

    private static double ofHealth(double base, double share, double harm, double legacy) {
        return share * divergence(base, legacy + harm) + (1 - share) * divergence(base, legacy);
    }

    /** Kullback and Leibler's, of one coin from another. */
    static double divergence(double one, double other) {
        return part(one, other) + part(1 - one, 1 - other);
    }

    private static double part(double one, double other) {
        return one == 0 ? 0 : one * Math.log(one / other);
    }
}
