package dev.banyan.server.web.calendar;

import dev.banyan.server.plan.calendar.CalendarSpec;
import dev.banyan.server.problem.Problem;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What stands in the form of a calendar, by the name of the field: {@code hours.monday}, {@code weekly.0.from}. Rows are numbered from 0
 * without a gap.
 */
record CalendarEntry(Map<String, String> typed) {
    static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .toList();
    static final String WEEKLY = "weekly";
    static final String FREEZE = "freeze";

    private static final String USUAL = "09:00–17:00";
    private static final int WEEKDAYS = 5;
    private static final int LONGEST_NAME = 100;
    private static final Map<String, Integer> MOST = Map.of(WEEKLY, 50, FREEZE, 200);
    private static final Pattern ROW = Pattern.compile("(weekly|freeze)\\.(\\d{1,3})\\.(\\w+)");

    static CalendarEntry of(CalendarSpec calendar) {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("timeZone", calendar.timeZone());
        typed.put("open", calendar.workingHours().isEmpty() ? "any" : "hours");
        calendar.workingHours()
                .forEach((day, spans) -> typed.put("hours." + day.toLowerCase(Locale.ROOT), CalendarTimes.said(spans)));
        if (calendar.workingHours().isEmpty()) {
            DAYS.subList(0, WEEKDAYS).forEach(day -> typed.put("hours." + day, USUAL));
        }
        CalendarEntry entry = new CalendarEntry(typed);
        for (int i = 0; i < calendar.recurring().size(); i++) {
            entry.put(i, calendar.recurring().get(i));
        }
        for (int i = 0; i < calendar.freezes().size(); i++) {
            entry.put(i, calendar.freezes().get(i));
        }
        return entry;
    }

    private void put(int row, CalendarSpec.Weekly weekly) {
        typed.put(name(WEEKLY, row, "name"), weekly.name());
        weekly.days().forEach(day -> typed.put(name(WEEKLY, row, day.toLowerCase(Locale.ROOT)), "on"));
        typed.put(name(WEEKLY, row, "from"), weekly.from().toString());
        typed.put(name(WEEKLY, row, "to"), CalendarTimes.end(weekly.to()));
    }

    private void put(int row, CalendarSpec.Freeze freeze) {
        typed.put(name(FREEZE, row, "name"), freeze.name());
        typed.put(name(FREEZE, row, "from"), freeze.from().toString());
        typed.put(name(FREEZE, row, "to"), freeze.to().toString());
    }

    /** @throws Problem that names the field as the API does when something cannot be read */
    CalendarSpec calendar() {
        return new CalendarSpec(
                text("timeZone").strip(),
                anyHour() ? Map.of() : hours(),
                IntStream.range(0, rows(FREEZE)).mapToObj(this::freeze).toList(),
                IntStream.range(0, rows(WEEKLY)).mapToObj(this::weekly).toList());
    }

    boolean anyHour() {
        return !text("open").equals("hours");
    }

    /** One row more: the usual Friday afternoon, or a freeze whose days nobody can guess. */
    CalendarEntry plus(String list) {
        int row = rows(list);
        if (row == MOST.get(list)) {
            throw Problem.badField(list, "There is no room for more than " + row + ".", "Remove one that is over.");
        }
        Map<String, String> more = new HashMap<>(typed);
        more.put(name(list, row, "name"), "");
        if (list.equals(WEEKLY)) {
            more.putAll(Map.of(name(list, row, "friday"), "on", name(list, row, "from"), "15:00"));
        }
        return new CalendarEntry(more);
    }

    /** @param removed such as {@code weekly.2} */
    CalendarEntry without(String removed) {
        Map<String, String> less = new HashMap<>();
        Map<String, Integer> next = new HashMap<>();
        typed.forEach((name, value) -> {
            if (!ROW.matcher(name).matches()) {
                less.put(name, value);
            }
        });
        for (String list : List.of(WEEKLY, FREEZE)) {
            IntStream.range(0, rows(list))
                    .filter(row -> !removed.equals(list + "." + row))
                    .forEach(row -> move(list, row, next.merge(list, 1, Integer::sum) - 1, less));
        }
        return new CalendarEntry(less);
    }

    private void move(String list, int from, int to, Map<String, String> where) {
        typed.forEach((name, value) -> {
            Matcher row = ROW.matcher(name);
            if (row.matches() && row.group(1).equals(list) && Integer.parseInt(row.group(2)) == from) {
                where.put(name(list, to, row.group(3)), value);
            }
        });
    }

    int rows(String list) {
        return (int) IntStream.range(0, MOST.get(list))
                .takeWhile(row -> typed.containsKey(name(list, row, "name")))
                .count();
    }

    String text(String field) {
        return typed.getOrDefault(field, "");
    }

    String text(String list, int row, String field) {
        return text(name(list, row, field));
    }

    boolean ticked(int row, String day) {
        return typed.containsKey(name(WEEKLY, row, day));
    }

    private Map<String, List<CalendarSpec.Span>> hours() {
        Map<String, List<CalendarSpec.Span>> hours = new LinkedHashMap<>();
        for (String day : DAYS) {
            List<CalendarSpec.Span> spans = CalendarTimes.spans(text("hours." + day), "workingHours." + day);
            if (!spans.isEmpty()) {
                hours.put(day, spans);
            }
        }
        if (hours.isEmpty()) {
            throw Problem.badField(
                    "workingHours", "No day has hours.", "Enter those of one day at least, or choose “At any hour”.");
        }
        return hours;
    }

    private CalendarSpec.Weekly weekly(int row) {
        String field = "recurring[" + row + "]";
        List<String> days = DAYS.stream().filter(day -> ticked(row, day)).toList();
        if (days.isEmpty()) {
            throw Problem.badField(field + ".days", "No day is ticked.", "Tick those on which it is closed.");
        }
        LocalTime from = end(text(WEEKLY, row, "from"), field + ".from");
        LocalTime to = end(text(WEEKLY, row, "to"), field + ".to");
        String usual = CalendarSentences.days(days) + " " + from + "–" + CalendarTimes.end(to);
        return new CalendarSpec.Weekly(named(WEEKLY, row, usual, field), days, from, to);
    }

    /** Nothing means the beginning of the day, or its end. */
    private static LocalTime end(String typed, String field) {
        return typed.isBlank() ? LocalTime.MIDNIGHT : CalendarTimes.time(typed, field);
    }

    private CalendarSpec.Freeze freeze(int row) {
        String field = "freezes[" + row + "]";
        LocalDateTime from = CalendarTimes.moment(text(FREEZE, row, "from"), field + ".from", "begins");
        LocalDateTime to = CalendarTimes.moment(text(FREEZE, row, "to"), field + ".to", "ends");
        return new CalendarSpec.Freeze(
                named(FREEZE, row, "from " + from.toLocalDate() + " to " + to.toLocalDate(), field), from, to);
    }

    private String named(String list, int row, String usual, String field) {
        String name = text(list, row, "name").strip();
        if (name.length() > LONGEST_NAME) {
            throw Problem.badField(
                    field + ".name", "The name is longer than " + LONGEST_NAME + " characters.", "Shorten it.");
        }
        return name.isEmpty() ? usual : name;
    }

    private static String name(String list, int row, String field) {
        return list + "." + row + "." + field;
    }
}
