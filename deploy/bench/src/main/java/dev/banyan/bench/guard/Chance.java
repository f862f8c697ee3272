package dev.banyan.bench.guard;

import java.util.SplittableRandom;

/** Chance that a seed decides. Not for several threads. */
final class Chance {
    /** From here on a Poisson number is drawn as a rounded normal one: it only says how many requests a second has. */
    private static final double MANY = 50;

    private final SplittableRandom random;

    Chance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** How many requests come within a second. */
    long arrivals(double mean) {
        if (mean > MANY) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
        }
        double left = Math.exp(-mean);
        long count = -1;
        for (double product = 1; product > left; count++) {
            product *= random.nextDouble();
        }
        return count;
    }

    /** How many of so many are bad: exact, by the gaps between them. */
    long bad(long calls, double share) {
        if (share > 0.5) {
            return calls - bad(calls, 1 - share);
        }
        if (share <= 0) {
            return 0;
        }
        double log = Math.log1p(-share);
        long bad = -1;
        for (long at = 0; at <= calls; bad++) {
            at += 1 + (long) (Math.log(1 - random.nextDouble()) / log);
        }
        return bad;
    }

    double uniform() {
        return random.nextDouble();
    }

    private double normal() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
