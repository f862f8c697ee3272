package dev.banyan.server.web.kit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as people who plan say them, in the time zone of their calendar. */
public record PlanTimes(ZoneId zone, Instant now) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.UK);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.UK);

    /** Null of null. */
    public String say(Instant at) {
        if (at == null) {
            return null;
        }
        ZonedDateTime local = at.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        if (local.toLocalDate().equals(today)) {
            return "today, " + CLOCK.format(local);
        }
        if (local.toLocalDate().equals(today.plusDays(1))) {
            return "tomorrow, " + CLOCK.format(local);
        }
        return (local.getYear() == today.getYear() ? DAY : YEAR).format(local);
    }
}
