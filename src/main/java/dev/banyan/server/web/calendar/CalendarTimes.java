package dev.banyan.server.web.calendar;

import dev.banyan.server.plan.calendar.CalendarSpec;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.problem.Times;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Times of a calendar as people type and read them: 24 hours, and 24:00 for the end of a day. */
final class CalendarTimes {
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})(?:[:.](\\d{2}))?");
    private static final Pattern BETWEEN = Pattern.compile("\\s*(?:[-–—]|to)\\s*");
    private static final Pattern LIST = Pattern.compile("\\s*[,;]\\s*");
    private static final int MOST_SPANS = 10;

    private CalendarTimes() {}

    static String said(List<CalendarSpec.Span> spans) {
        return spans.stream().map(span -> span.from() + "–" + end(span.to())).collect(Collectors.joining(", "));
    }

    static String end(LocalTime time) {
        return time.equals(LocalTime.MIDNIGHT) ? "24:00" : time.toString();
    }

    /** Of "09:00–12:00, 13:00–17:00"; none of nothing. */
    static List<CalendarSpec.Span> spans(String typed, String field) {
        String text = typed.strip();
        if (text.isEmpty() || text.equalsIgnoreCase("closed")) {
            return List.of();
        }
        String[] parts = LIST.split(text);
        if (parts.length > MOST_SPANS) {
            throw Problem.badField(field, "There are more than " + MOST_SPANS + " times.", "Keep the longest.");
        }
        return Arrays.stream(parts).map(part -> span(part, field)).toList();
    }

    private static CalendarSpec.Span span(String part, String field) {
        String[] ends = BETWEEN.split(part);
        if (ends.length != 2) {
            throw Problem.badField(
                    field, "“" + part + "” does not say from when to when.", "Enter hours such as 09:00–17:00.");
        }
        return new CalendarSpec.Span(time(ends[0], field), time(ends[1], field));
    }

    /** 24:00 is 00:00, which as an end is the end of the day. */
    static LocalTime time(String typed, String field) {
        Matcher time = TIME.matcher(typed.strip());
        if (!time.matches()) {
            throw noTime(typed, field);
        }
        int hour = Integer.parseInt(time.group(1));
        int minute = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
        if (hour == 24 && minute == 0) {
            return LocalTime.MIDNIGHT;
        }
        try {
            return LocalTime.of(hour, minute);
        } catch (DateTimeException beyond) {
            throw noTime(typed, field);
        }
    }

    /** As a browser sends the date and time that were picked. */
    static LocalDateTime moment(String typed, String field, String which) {
        try {
            return Times.LOCAL_DATE_TIME.parse(typed.strip().replace(' ', 'T'));
        } catch (DateTimeException unreadable) {
            throw Problem.badField(
                    field,
                    "It does not say when it " + which + ".",
                    "Enter a day and a time such as 2026-12-20 00:00.");
        }
    }

    private static Problem noTime(String typed, String field) {
        return Problem.badField(
                field, "“" + typed.strip() + "” is no time of the day.", "Enter a time such as 09:00 or 17:30.");
    }
}
