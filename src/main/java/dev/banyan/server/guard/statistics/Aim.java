package dev.banyan.server.guard.statistics;

/**
 * What a test is to find, and how often it may be wrong.
 *
 * @param harm the smallest harm that matters, as a difference of shares: 0.005 is half a percent of the requests
 * @param alpha the probability, at most, that a healthy rollout is ever called harmful, however long it runs and however often it is looked at
 */
public record Aim(double harm, double alpha) {
    /** The probability, at most, that a rollout which does that much harm from the beginning is ever called healthy. */
    public static final double HEALTH_ERROR = 0.05;

    public Aim {
        if (!(harm > 0 && harm < 1)) {
            throw new IllegalArgumentException(
                    "\"harm\" must be above 0 and below 1, such as 0.005 for half a percent");
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException(
                    "\"alpha\" must be above 0 and below 1, such as 0.01 for one in a hundred");
        }
    }

    /**
     * For one of several tests that must not be wrong more often together than one may be: the first gets half of alpha, the next a sixth,
     * then a twelfth, a twentieth …, which is never more than all of it, however many come (1/2 + 1/6 + 1/12 + … = 1).
     *
     * @param earlier how many tests came before
     */
    public Aim part(int earlier) {
        return new Aim(harm, alpha / ((earlier + 1.0) * (earlier + 2.0)));
    }
}
