package dev.banyan.server.web.kit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** Measured numbers in the words of the pages. Rounding never turns some into none, nor most into all. */
public final class Figures {

    private Figures() {}

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    public static String count(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    public static String perSecond(double rate) {
        if (rate == 0) {
            return "0/s";
        }
        if (rate < 0.1) {
            return "<0.1/s";
        }
        return (rate < 10 ? oneDecimal(rate) : count(Math.round(rate))) + "/s";
    }

    /** "143 requests/s". */
    public static String requests(double rate) {
        return perSecond(rate).replace("/s", " requests/s");
    }

    public static String percentage(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        if (part == 0 || part == whole) {
            return (part == 0 ? 0 : 100) + Share.PERCENT;
        }
        double value = 100.0 * part / whole;
        if (value < 0.1) {
            return (value < 0.01
                            ? "<0.01"
                            : String.format(Locale.ROOT, "%.2f", value).replaceFirst("0$", ""))
                    + Share.PERCENT;
        }
        return (value > 99.9 ? ">99.9" : oneDecimal(value)) + Share.PERCENT;
    }

    public static String micros(long micros) {
        if (micros < 1_000) {
            return micros + " µs";
        }
        if (micros < 10_000) {
            return oneDecimal(micros / 1_000.0) + " ms";
        }
        if (micros < 1_000_000) {
            return Math.round(micros / 1_000.0) + " ms";
        }
        return String.format(Locale.ROOT, "%.2f s", micros / 1_000_000.0);
    }

    /** A number of somebody else's unit, with as many digits as tell something. */
    public static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros();
        boolean endless = rounded.precision() - rounded.scale() > 12 || rounded.scale() > 9;
        return (endless ? rounded.toString() : rounded.toPlainString()).replace('-', '−');
    }

    /** How long something took or has lasted; one unit, the largest that fits. */
    public static String span(Duration span) {
        long millis = Math.max(0, span.toMillis());
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return oneDecimal(millis / 1_000.0) + " s";
        }
        long seconds = millis / 1_000;
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7_200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
    }

    private static String oneDecimal(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
