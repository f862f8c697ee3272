package dev.banyan.server.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Shares of a whole as percentages. Rounding never turns some into none. */
public final class Shares {
    /** On pages: a narrow space that does not break, so that number and sign stay together. */
    public static final String PERCENT = "\u202f%";

    private static final String PLAIN_PERCENT = " %";

    private Shares() {}

    /** The sentence as pages show it: numbers and their per cent signs stay together. */
    public static String narrow(String words) {
        return words.replace(PLAIN_PERCENT, PERCENT);
    }

    /** For pages, which draw the share too: nor does rounding turn most into all. */
    public static String percentage(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        if (part == 0 || part == whole) {
            return (part == 0 ? 0 : 100) + PERCENT;
        }
        double percent = 100.0 * part / whole;
        return (percent > 99.9 ? ">99.9" : rounded(percent)) + PERCENT;
    }

    /** 0.0312 is "3.1 %". */
    public static String percent(double share) {
        return rounded(share * 100) + PLAIN_PERCENT;
    }

    /** As it was set: "0.5 %". */
    public static String exact(double share) {
        return exact(BigDecimal.valueOf(share));
    }

    public static String exact(BigDecimal share) {
        return Figures.written(share.movePointRight(2)) + PLAIN_PERCENT;
    }

    /** "27 of 1,550 (1.7 %)". */
    public static String of(long bad, long calls) {
        return Figures.count(bad) + " of " + Figures.count(calls) + " ("
                + percent(calls == 0 ? 0 : (double) bad / calls) + ")";
    }

    private static String rounded(double percent) {
        double size = Math.abs(percent);
        if (size > 0 && size < 0.01) {
            return (percent < 0 ? "-" : "") + "<0.01";
        }
        int decimals = size < 0.1 ? 2 : size < 99.95 ? 1 : 0;
        return Figures.written(BigDecimal.valueOf(percent).setScale(decimals, RoundingMode.HALF_UP));
    }
}
