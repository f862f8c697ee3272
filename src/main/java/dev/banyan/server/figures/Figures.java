package dev.banyan.server.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Counts, rates and other numbers in words. Rounding never turns some into none. */
public final class Figures {
    private Figures() {}

    /** "1,200". */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** "1 request", "1,200 requests". */
    public static String count(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    /** Two leading digits are all that an estimate is worth. */
    public static String about(long count) {
        long unit = 1;
        while (count / unit >= 100) {
            unit *= 10;
        }
        return count((count + unit / 2) / unit * unit);
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

    /** A number that was measured in somebody else's unit, with as many digits as tell something. */
    public static String measured(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros();
        boolean endless = rounded.precision() - rounded.scale() > 12 || rounded.scale() > 9;
        return (endless ? rounded.toString() : rounded.toPlainString()).replace('-', '−');
    }

    /** "0.3", "1200": as somebody would write it. */
    public static String written(double value) {
        boolean endless = Math.abs(value) >= 1e12 || value != 0 && Math.abs(value) < 1e-6;
        BigDecimal number = BigDecimal.valueOf(value);
        return endless ? number.stripTrailingZeros().toString() : written(number);
    }

    /** All its digits, and no zeros that say nothing. */
    public static String written(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    static String oneDecimal(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
