package dev.banyan.server.web.traffic;

import dev.banyan.server.problem.Problem;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How far back the pages of past traffic look; the steps are so long that a span has 50 to 85 of them. Lists of routes have longer ones: of 500
 * routes they are read from at most 30,000 rows of minutes or hours, or from the narrow ones of days.
 */
public enum PastSpan {
    QUARTER("15m", "15 minutes", Duration.ofMinutes(15), Duration.ofSeconds(15), Duration.ofMinutes(1)),
    HOUR("1h", "1 hour", Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofMinutes(2)),
    SIX_HOURS("6h", "6 hours", Duration.ofHours(6), Duration.ofMinutes(5), Duration.ofHours(1)),
    DAY("1d", "24 hours", Duration.ofDays(1), Duration.ofMinutes(20), Duration.ofHours(1)),
    WEEK("7d", "7 days", Duration.ofDays(7), Duration.ofHours(2), Duration.ofDays(1)),
    MONTH("30d", "30 days", Duration.ofDays(30), Duration.ofHours(12), Duration.ofDays(1)),
    YEAR("1y", "1 year", Duration.ofDays(364), Duration.ofDays(7), Duration.ofDays(14));

    private final String key;
    private final String label;
    private final Duration length;
    private final Duration step;
    private final Duration listed;

    PastSpan(String key, String label, Duration length, Duration step, Duration listed) {
        this.key = key;
        this.label = label;
        this.length = length;
        this.step = step;
        this.listed = listed;
    }

    /** An hour when none is named; refuses what is no span. */
    static PastSpan named(String key) {
        return Arrays.stream(values())
                .filter(span -> span.key.equals(key == null ? HOUR.key : key))
                .findFirst()
                .orElseThrow(() -> Problem.badField(
                        "span",
                        "\"" + key + "\" is no span.",
                        "Use one of "
                                + Arrays.stream(values()).map(PastSpan::key).collect(Collectors.joining(", "))
                                + "."));
    }

    public String key() {
        return key;
    }

    public String label() {
        return label;
    }

    /** After "the last". */
    public String last() {
        return label.startsWith("1 ") ? label.substring(2) : label;
    }

    Duration length() {
        return length;
    }

    int points() {
        return (int) length.dividedBy(step);
    }

    int listedPoints() {
        return (int) length.dividedBy(listed);
    }
}
