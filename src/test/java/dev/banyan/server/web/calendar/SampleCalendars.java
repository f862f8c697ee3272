package dev.banyan.server.web.calendar;

import static dev.banyan.server.web.preview.Samples.NOW;
import static dev.banyan.server.web.preview.Samples.PRODUCTION;

import dev.banyan.server.plan.calendar.CalendarSpec;
import dev.banyan.server.plan.calendar.SampleWeeks;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.preview.Samples;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of a calendar in the states that look different. */
public final class SampleCalendars {
    /** The night in which clocks are set forward is within the week. */
    private static final Instant SPRING = Instant.parse("2026-03-27T21:00:00Z");

    private SampleCalendars() {}

    public static Map<String, CalendarPage> all() {
        Map<String, CalendarPage> all = new LinkedHashMap<>();
        CalendarEntry office = CalendarEntry.of(SampleWeeks.OFFICE);
        all.put("calendar", page(SampleWeeks.OFFICE, NOW, false, forms(true).fresh(3, office)));
        all.put(
                "calendar-viewer",
                page(SampleWeeks.OFFICE, SPRING, false, forms(false).fresh(3, office)));
        all.put(
                "calendar-open",
                page(CalendarSpec.OPEN, NOW, false, forms(true).fresh(0, CalendarEntry.of(CalendarSpec.OPEN))));
        all.put(
                "calendar-tried",
                page(SampleWeeks.OFFICE, SPRING, true, forms(true).going(3, office.plus(CalendarEntry.FREEZE))));
        all.put("calendar-refused", page(SampleWeeks.OFFICE, NOW, false, refused(office)));
        return all;
    }

    private static CalendarForm refused(CalendarEntry office) {
        Map<String, String> typed = new HashMap<>(office.typed());
        typed.putAll(Map.of("hours.tuesday", "17:00–09:00", "weekly.0.to", "14:00", "reason", "For the sale"));
        return forms(true)
                .filled(
                        3,
                        new CalendarEntry(typed),
                        Problem.badField(
                                "workingHours.tuesday[0].to",
                                "It ends at 09:00, not after 17:00.",
                                "Enter a later end; 00:00 is the end of the day. What goes over midnight takes two"
                                        + " entries."));
    }

    private static CalendarForms forms(boolean may) {
        return new CalendarForms(PRODUCTION.calendar(), "csrf-token", may, true);
    }

    private static CalendarPage page(CalendarSpec calendar, Instant now, boolean tried, CalendarForm form) {
        return CalendarPageBuilder.builder()
                .layout(Samples.layout("Calendar of production", Layout.Section.CALENDAR, null))
                .title("Calendar of production")
                .ofProject(false)
                .others(List.of(
                        new CalendarPage.Link("Whole project", EnvironmentAddress.calendar("shop"), false),
                        new CalendarPage.Link("production", PRODUCTION.calendar(), true),
                        new CalendarPage.Link("staging", new EnvironmentAddress("shop", "staging").calendar(), false)))
                .board(CalendarWords.board(
                        SampleWeeks.week(calendar, now), tried, CalendarSentences.of(calendar, "environment")))
                .form(form)
                .zones(List.of("UTC", "Europe/Berlin"))
                .build();
    }
}
