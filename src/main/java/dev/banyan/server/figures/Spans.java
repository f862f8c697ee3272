package dev.banyan.server.figures;

import java.time.Duration;
import java.util.Locale;

/** How long something took, has lasted or will last: in one unit, the largest that fits. */
public final class Spans {
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private Spans() {}

    /** What was measured by the millisecond: "38 ms", "1.3 s", "3 days". */
    public static String span(Duration span) {
        long millis = Math.max(0, span.toMillis());
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return Figures.oneDecimal(millis / 1_000.0) + " s";
        }
        long seconds = millis / 1_000;
        return seconds < 2 * DAY ? inSeconds(span) : seconds / DAY + " days";
    }

    /** What is known by the second: "0 s", "3 min", "72 h". */
    public static String inSeconds(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        return seconds < 2 * HOUR ? seconds / MINUTE + " min" : seconds / HOUR + " h";
    }

    /** "1 minute", "3 days"; rounded up: nobody is promised less than it takes. */
    public static String atMost(Duration span) {
        long seconds = Math.max(1, span.plusNanos(999_999_999).getSeconds());
        if (seconds < 2 * MINUTE) {
            return Figures.count(seconds, "second", "seconds");
        }
        if (seconds < 2 * HOUR) {
            return Figures.count(up(seconds, MINUTE), "minute", "minutes");
        }
        return seconds < 2 * DAY
                ? Figures.count(up(seconds, HOUR), "hour", "hours")
                : Figures.count(up(seconds, DAY), "day", "days");
    }

    /** A latency: "820 µs", "1.5 ms", "1.24 s". */
    public static String micros(long micros) {
        if (micros < 1_000) {
            return micros + " µs";
        }
        if (micros < 10_000) {
            return Figures.oneDecimal(micros / 1_000.0) + " ms";
        }
        if (micros < 1_000_000) {
            return Math.round(micros / 1_000.0) + " ms";
        }
        return String.format(Locale.ROOT, "%.2f s", micros / 1_000_000.0);
    }

    private static long up(long amount, long unit) {
        return (amount + unit - 1) / unit;
    }
}
