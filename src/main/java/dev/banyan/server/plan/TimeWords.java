package dev.banyan.server.plan;

import java.time.Duration;
import java.util.Locale;

/** Times and counts as people say them. */
final class TimeWords {
    private TimeWords() {}

    static String count(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d", count) + " " + (count == 1 ? one : many);
    }

    /** One unit, the largest that fits, rounded up: nobody is promised less than it takes. */
    static String span(Duration span) {
        long seconds = Math.max(1, span.plusNanos(999_999_999).getSeconds());
        if (seconds < 120) {
            return count(seconds, "second", "seconds");
        }
        if (seconds < 7_200) {
            return count(up(seconds, 60), "minute", "minutes");
        }
        return seconds < 172_800
                ? count(up(seconds, 3_600), "hour", "hours")
                : count(up(seconds, 86_400), "day", "days");
    }

    private static long up(long amount, long unit) {
        return (amount + unit - 1) / unit;
    }
}
