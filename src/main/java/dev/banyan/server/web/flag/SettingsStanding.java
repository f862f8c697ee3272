package dev.banyan.server.web.flag;

import dev.banyan.server.figures.Shares;
import dev.banyan.server.flag.state.BreakerView;
import dev.banyan.server.flag.state.ShadowView;
import java.math.BigDecimal;

/** How a route is compared and protected now, in a sentence each. */
public final class SettingsStanding {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    private SettingsStanding() {}

    public static String comparing(ShadowView shadow) {
        if (shadow.percentage().signum() == 0) {
            return "Nothing is compared.";
        }
        String compared = shadow.percentage().compareTo(ALL) == 0
                ? "Every read that asks both sides"
                : percent(shadow.percentage()) + " of the reads that ask both sides";
        return shadow.control().signum() == 0
                ? compared + "."
                : compared + "; " + percent(shadow.control()) + " of these twice.";
    }

    /** @param breaker null for none */
    public static String breaker(BreakerView breaker) {
        return breaker == null
                ? "None. When the new side fails, callers meet its errors until the guardrails or somebody roll it back."
                : Shares.narrow("Opens %s, within %d s and from %s on. Tries again after %d s."
                        .formatted(
                                breaker.condition(),
                                breaker.windowSeconds(),
                                breaker.minimumCalls() == 1 ? "1 call" : breaker.minimumCalls() + " calls",
                                breaker.openSeconds()));
    }

    public static String way(int seconds) {
        return seconds == 0 ? "At once." : "Over " + seconds + " s; at once is one more press away.";
    }

    private static String percent(BigDecimal percentage) {
        return percentage.toPlainString() + Shares.PERCENT;
    }
}
