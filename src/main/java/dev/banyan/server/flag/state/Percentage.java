package dev.banyan.server.flag.state;

import dev.banyan.server.problem.Problem;
import java.math.BigDecimal;

/** Between percentages with four decimals, as people write them, and shares in millionths, as rulesets hold them. */
public final class Percentage {
    private static final BigDecimal MILLIONTHS_PER_PERCENT = BigDecimal.valueOf(10_000);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Percentage() {}

    static int toShare(BigDecimal percentage, String field) {
        if (percentage == null || percentage.signum() < 0 || percentage.compareTo(HUNDRED) > 0) {
            throw Problem.badField(field, "The percentage must be from 0 to 100.", "Send a number such as 25 or 0.05.");
        }
        BigDecimal share = percentage.multiply(MILLIONTHS_PER_PERCENT);
        if (share.stripTrailingZeros().scale() > 0) {
            throw Problem.badField(field, "A percentage has four decimals at most.", "Round it to four decimals.");
        }
        return share.intValueExact();
    }

    public static BigDecimal ofShare(int share) {
        BigDecimal percentage =
                BigDecimal.valueOf(share).divide(MILLIONTHS_PER_PERCENT).stripTrailingZeros();
        return percentage.scale() < 0 ? percentage.setScale(0) : percentage;
    }
}
