package dev.banyan.server.web.kit;

import dev.banyan.server.figures.Spans;
import java.time.Duration;

/**
 * How far measured numbers can be trusted by their age.
 *
 * @param age since the newest outcome arrived, or null when none ever did
 */
public record DataAge(Duration age) {

    private static final Duration FRESH = Duration.ofSeconds(6);

    public static final DataAge NEVER = new DataAge(null);

    public boolean never() {
        return age == null;
    }

    public boolean stale() {
        return age != null && age.compareTo(FRESH) > 0;
    }

    public String text() {
        return never() ? "no data yet" : stale() ? "data " + Spans.span(age) + " old" : "live";
    }

    public String css() {
        return never() ? "never" : stale() ? "stale" : "fresh";
    }
}
