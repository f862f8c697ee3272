package dev.banyan.server.guard.statistics;

/**
 * What has come together for harm and for health.
 *
 * @param harm the stake on harm
 * @param peak logarithm of the most that it ever was: by Ville's inequality that is what counts
 * @param health the stake against a harm as large as matters; what counts is what it is now
 */
public record Stakes(Mixture harm, double peak, Mixture health) {
    /** Harm mostly comes with the change that the test began with. */
    private static final double HARM_FIRST = 0.7;

    private static final double HEALTH_FIRST = 0.9;
    /** Winnings beyond are thrown away, so that "healthy" is about lately, and ends soon when it is not true any more. */
    private static final double HEALTH_RESERVE = 3;

    private static final double HEALTHY = -Math.log(Aim.HEALTH_ERROR);
    /** Beyond, a double would overflow, and nobody needs to know more exactly. */
    private static final double LARGEST = 700;
    /** An estimate of so many requests is none. */
    private static final double BEYOND_REASON = 1e9;

    static Stakes none(int harms) {
        return new Stakes(Mixture.start(harms, HARM_FIRST), 0, Mixture.start(1, HEALTH_FIRST));
    }

    Stakes ofHarm(double tick, double[] logFactors) {
        Mixture next = harm.times(tick, logFactors);
        return new Stakes(next, Math.max(peak, next.logEvidence()), health);
    }

    Stakes ofHealth(double logFactor) {
        Mixture next = health.times(1, new double[] {logFactor}).atMost(HEALTHY + HEALTH_RESERVE);
        return new Stakes(harm, peak, next);
    }

    Verdict verdict(Aim aim) {
        if (peak >= -Math.log(aim.alpha())) {
            return Verdict.HARMFUL;
        }
        return health.logEvidence() >= HEALTHY ? Verdict.HEALTHY : Verdict.INCONCLUSIVE;
    }

    /** @param growth how much one more request adds to the logarithm, on average */
    long stillNeeded(Aim aim, double growth) {
        double missing = HEALTHY - health.logEvidence();
        if (verdict(aim) == Verdict.HARMFUL || (missing > 0 && growth <= 0)) {
            return -1;
        }
        if (missing <= 0) {
            return 0;
        }
        double needed = Math.ceil(missing / growth);
        return needed > BEYOND_REASON ? -1 : (long) needed;
    }

    Finding finding(Aim aim, double legacyShare, double newShare, Difference difference, long calls, double growth) {
        Verdict verdict = verdict(aim);
        double high = difference.high();
        return FindingBuilder.builder()
                .verdict(verdict)
                .evidenceOfHarm(value(peak))
                .evidenceOfHealth(value(health.logEvidence()))
                .legacyShare(legacyShare)
                .newShare(newShare)
                .low(difference.low())
                .high(verdict == Verdict.HEALTHY ? Math.max(difference.low(), Math.min(high, aim.harm())) : high)
                .calls(calls)
                .stillNeeded(stillNeeded(aim, growth))
                .build();
    }

    private static double value(double log) {
        return Math.exp(Math.min(log, LARGEST));
    }
}
