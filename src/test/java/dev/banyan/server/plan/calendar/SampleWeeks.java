package dev.banyan.server.plan.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calendars as a shop has them, and weeks of them. */
public final class SampleWeeks {
    public static final CalendarSpec OFFICE = new CalendarSpec(
            "Europe/Berlin",
            weekdays(span("09:00", "12:30"), span("13:30", "17:00")),
            List.of(new CalendarSpec.Freeze(
                    "Spring sale", LocalDateTime.parse("2026-03-04T12:00"), LocalDateTime.parse("2026-03-05T15:00"))),
            List.of(new CalendarSpec.Weekly(
                    "No Friday afternoons", List.of("friday"), LocalTime.parse("15:00"), LocalTime.MIDNIGHT)));

    private SampleWeeks() {}

    public static OpenWeek week(CalendarSpec calendar, Instant now) {
        Calendar rules = calendar.calendar();
        return OpenWeek.of(rules, rules.zone(), now);
    }

    static OpenWeek week(CalendarSpec calendar, CalendarSpec project, Instant now) {
        Calendar rules = calendar.calendar();
        return OpenWeek.of(rules.and(project.calendar()), rules.zone(), now);
    }

    public static CalendarSpec.Span span(String from, String to) {
        return new CalendarSpec.Span(LocalTime.parse(from), LocalTime.parse(to));
    }

    private static Map<String, List<CalendarSpec.Span>> weekdays(CalendarSpec.Span... spans) {
        Map<String, List<CalendarSpec.Span>> days = new LinkedHashMap<>();
        List.of("monday", "tuesday", "wednesday", "thursday", "friday").forEach(day -> days.put(day, List.of(spans)));
        return days;
    }
}
