package dev.banyan.server.web.kit;

import dev.banyan.server.figures.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A point in time as seen from now. */
public record Moment(Instant at, Instant now) {

    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.UK).withZone(ZoneOffset.UTC);

    public String iso() {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    public String full() {
        return FULL.format(at);
    }

    public String clock() {
        return CLOCK.format(at);
    }

    public String ago() {
        Duration age = Duration.between(at, now);
        if (age.compareTo(Duration.ofSeconds(5)) < 0) {
            return "just now";
        }
        return age.compareTo(Duration.ofDays(14)) < 0 ? Spans.span(age) + " ago" : "on " + DAY.format(at);
    }

    @Override
    public String toString() {
        return ago();
    }
}
