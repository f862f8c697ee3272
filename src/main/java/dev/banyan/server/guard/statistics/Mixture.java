package dev.banyan.server.guard.statistics;

import java.util.Arrays;

/**
 * A bettor's stake, spread over several alternatives and over the moments at which each may begin. In each step {@code S <- (S + w) L} for each
 * alternative: L is its e-variable, w a part of what was kept back until now. Whoever is right about the alternative and about the moment
 * makes the whole grow. As long as the null hypothesis holds, the whole is a non-negative supermartingale that begins at 1, so by Ville's inequality
 * it ever reaches 1/alpha with a probability of at most alpha.
 *
 * <p>Mixtures over alternatives: Robbins, <i>Statistical methods related to the law of the iterated logarithm</i>, 1970. Over start times:
 * Shiryaev 1963 and Roberts 1966; with weights that add up to one, so that false alarms are bounded for good and not only on average, Shin, Ramdas and
 * Rinaldo, <i>E-detectors</i>, 2024.
 *
 * @param first which part is staked at the first step
 * @param clock how much there was to learn so far, which decides how much of the rest is staked
 * @param logs logarithm of what each alternative has made, by a stake of one in all
 */
public record Mixture(double first, double clock, double[] logs) {
    /** After so many ticks the rest begins to melt. */
    private static final double EARLY = 60;
    /** How slowly it melts: with the logarithm of time, so that something is left after months. */
    private static final double SLOWNESS = 4;

    static Mixture start(int alternatives, double first) {
        double[] logs = new double[alternatives];
        Arrays.fill(logs, Math.log(first / alternatives));
        return new Mixture(first, 0, logs);
    }

    /**
     * @param tick how much there is to learn from this step, 0 to 1; like the factors known before the outcome under test
     * @param logFactors logarithm of each alternative's e-variable
     */
    Mixture times(double tick, double[] logFactors) {
        double later = clock + tick;
        double stake = Math.log((kept(clock) - kept(later)) / logs.length);
        double[] next = new double[logs.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = sum(logs[i], stake) + logFactors[i];
        }
        return new Mixture(first, later, next);
    }

    /** Throws winnings above a limit away, which is always allowed, so that what comes later still shows. */
    Mixture atMost(double logLimit) {
        double excess = logEvidence() - logLimit;
        if (excess <= 0) {
            return this;
        }
        double[] less = logs.clone();
        for (int i = 0; i < less.length; i++) {
            less[i] -= excess;
        }
        return new Mixture(first, clock, less);
    }

    double logEvidence() {
        double log = Math.log(kept(clock));
        for (double each : logs) {
            log = sum(log, each);
        }
        return log;
    }

    private double kept(double at) {
        return (1 - first) / (1 + Math.log1p(at / EARLY) / SLOWNESS);
    }

    /** The logarithm of a sum of which the logarithms are known. */
    private static double sum(double one, double other) {
        double more = Math.max(one, other);
        return more == Double.NEGATIVE_INFINITY ? more : more + Math.log1p(Math.exp(Math.min(one, other) - more));
    }
}
