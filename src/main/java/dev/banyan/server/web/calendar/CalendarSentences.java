package dev.banyan.server.web.calendar;

import dev.banyan.server.plan.calendar.CalendarSpec;
import dev.banyan.server.web.kit.Sentences;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A calendar told in sentences. */
public final class CalendarSentences {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.UK);

    private CalendarSentences() {}

    public static List<String> of(CalendarSpec calendar, String whose) {
        List<String> lines = new ArrayList<>();
        days(calendar.workingHours()).forEach((hours, days) -> lines.add(days(days) + " " + hours));
        calendar.recurring()
                .forEach(weekly -> lines.add("Not on " + days(weekly.days()) + " " + weekly.from() + "–"
                        + CalendarTimes.end(weekly.to()) + ": " + weekly.name()));
        calendar.freezes()
                .forEach(freeze -> lines.add("Frozen " + MOMENT.format(freeze.from()) + " to "
                        + MOMENT.format(freeze.to()) + ": " + freeze.name()));
        return lines.stream()
                .map(line -> line + " (" + whose + ", " + calendar.timeZone() + ")")
                .toList();
    }

    /** Those that have the same hours together. */
    private static Map<String, List<String>> days(Map<String, List<CalendarSpec.Span>> hours) {
        Map<String, List<String>> days = new LinkedHashMap<>();
        hours.forEach((day, spans) -> days.computeIfAbsent(CalendarTimes.said(spans), any -> new ArrayList<>())
                .add(day));
        return days;
    }

    /** "Monday to Friday", "Monday, Wednesday". */
    static String days(List<String> days) {
        List<Integer> places = days.stream()
                .map(day -> CalendarEntry.DAYS.indexOf(day.toLowerCase(Locale.ROOT)))
                .sorted()
                .toList();
        int first = places.get(0);
        int last = places.get(places.size() - 1);
        if (places.size() > 2 && last - first == places.size() - 1) {
            return Sentences.capital(CalendarEntry.DAYS.get(first)) + " to "
                    + Sentences.capital(CalendarEntry.DAYS.get(last));
        }
        return places.stream()
                .map(place -> Sentences.capital(CalendarEntry.DAYS.get(place)))
                .collect(Collectors.joining(", "));
    }
}
