package dev.banyan.server.guard.rail;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Figures in words. Rounding never turns some into none. */
public final class Shares {
    private Shares() {}

    /** 0.0312 is "3.1 %". */
    public static String percent(double share) {
        double percent = share * 100;
        double size = Math.abs(percent);
        if (size > 0 && size < 0.01) {
            return (percent < 0 ? "-" : "") + "<0.01 %";
        }
        int decimals = size < 0.1 ? 2 : size < 99.95 ? 1 : 0;
        return plain(BigDecimal.valueOf(percent).setScale(decimals, RoundingMode.HALF_UP)) + " %";
    }

    /** As it was set: "0.5 %". */
    public static String exact(double share) {
        return plain(BigDecimal.valueOf(share).movePointRight(2)) + " %";
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    public static String count(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    public static String of(long bad, long calls) {
        return count(bad) + " of " + count(calls) + " (" + percent(calls == 0 ? 0 : (double) bad / calls) + ")";
    }

    /** Two leading digits are all that an estimate is worth. */
    public static String about(long count) {
        long unit = 1;
        while (count / unit >= 100) {
            unit *= 10;
        }
        return count((count + unit / 2) / unit * unit);
    }

    public static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }
}
