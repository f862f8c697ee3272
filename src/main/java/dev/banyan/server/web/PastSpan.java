package dev.banyan.server.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How far back the page of past traffic looks; its steps are so long that a span has 50 to 85 of them. */
public enum PastSpan {
    QUARTER("15m", "15 minutes", Duration.ofMinutes(15), Duration.ofSeconds(15)),
    HOUR("1h", "1 hour", Duration.ofHours(1), Duration.ofMinutes(1)),
    SIX_HOURS("6h", "6 hours", Duration.ofHours(6), Duration.ofMinutes(5)),
    DAY("1d", "24 hours", Duration.ofDays(1), Duration.ofMinutes(20)),
    WEEK("7d", "7 days", Duration.ofDays(7), Duration.ofHours(2)),
    MONTH("30d", "30 days", Duration.ofDays(30), Duration.ofHours(12)),
    YEAR("1y", "1 year", Duration.ofDays(364), Duration.ofDays(7));

    private final String key;
    private final String label;
    private final Duration length;
    private final Duration step;

    PastSpan(String key, String label, Duration length, Duration step) {
        this.key = key;
        this.label = label;
        this.length = length;
        this.step = step;
    }

    /** Empty for what is no span; an hour when none is named. */
    static Optional<PastSpan> find(String key) {
        return key == null
                ? Optional.of(HOUR)
                : Arrays.stream(values()).filter(span -> span.key.equals(key)).findFirst();
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
}
