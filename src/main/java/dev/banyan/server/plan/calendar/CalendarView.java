package dev.banyan.server.plan.calendar;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A calendar, and what it says now.
 *
 * @param version what a change of it must send as {@code If-Match}; 0 before the first
 * @param open whether plans may move now, as far as this calendar goes
 * @param nextOpen when they may; null when not within two years
 * @param closedBecause null while it is open
 */
public record CalendarView(
        CalendarSpec calendar,
        long version,
        boolean open,
        @Schema(nullable = true) Instant nextOpen,
        @Schema(nullable = true) String closedBecause) {

    public static CalendarView of(CalendarSpec spec, long version, Instant now) {
        Calendar calendar = spec.calendar();
        boolean open = calendar.isOpen(now);
        return new CalendarView(
                spec, version, open, calendar.nextOpen(now).orElse(null), open ? null : calendar.closedBecause(now));
    }
}
