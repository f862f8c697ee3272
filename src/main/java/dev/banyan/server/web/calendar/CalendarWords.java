package dev.banyan.server.web.calendar;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.plan.calendar.OpenWeek;
import dev.banyan.server.web.calendar.CalendarBoard.Bar;
import dev.banyan.server.web.calendar.CalendarBoard.Day;
import dev.banyan.server.web.kit.PlanTimes;
import dev.banyan.server.web.kit.Sentences;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The coming week of a calendar in words and bars. */
final class CalendarWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.UK);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
    private static final int DAY_MINUTES = 24 * 60;

    private CalendarWords() {}

    static CalendarBoard board(OpenWeek week, boolean tried, List<String> set) {
        return CalendarBoardBuilder.builder()
                .tried(tried)
                .open(week.closedBecause().isEmpty())
                .words(words(week))
                .zone(week.zone().getId())
                .days(week.days().stream().map(day -> day(day, week)).toList())
                .set(set)
                .build();
    }

    private static String words(OpenWeek week) {
        PlanTimes times = new PlanTimes(week.zone(), week.now());
        if (week.closedBecause().isEmpty()) {
            return week.closes()
                    .map(at -> "Closes " + times.say(at.toInstant()) + ".")
                    .orElse("The whole week through.");
        }
        String why = Sentences.sentence(week.closedBecause());
        return week.nextOpen() == null
                ? why + ". It does not open within two years."
                : why + ". Opens " + times.say(week.nextOpen()) + ".";
    }

    private static Day day(OpenWeek.Day day, OpenWeek week) {
        List<OpenWeek.Time> open =
                day.times().stream().filter(OpenWeek.Time::open).toList();
        ZonedDateTime now = week.now().atZone(week.zone());
        return CalendarBoardDayBuilder.builder()
                .label(DAY.format(day.date()))
                .hours(hours(open, day.times().size()))
                .frozen(day.times().stream()
                        .filter(OpenWeek.Time::frozen)
                        .map(time -> frozen(time, day.times().size()))
                        .toList())
                .clock(clock(day))
                .bars(open.stream().flatMap(time -> bars(time).stream()).toList())
                .now(now.toLocalDate().equals(day.date()) ? minutes(now.toLocalTime()) : null)
                .build();
    }

    private static String hours(List<OpenWeek.Time> open, int all) {
        if (open.isEmpty()) {
            return "Closed";
        }
        return all == 1 ? "All day" : open.stream().map(CalendarWords::span).collect(Collectors.joining(", "));
    }

    private static String frozen(OpenWeek.Time time, int all) {
        return all == 1 ? Sentences.sentence(time.closedBecause()) : span(time) + " " + time.closedBecause();
    }

    private static String span(OpenWeek.Time time) {
        return CLOCK.format(time.from()) + "–" + end(time);
    }

    private static String end(OpenWeek.Time time) {
        return endsTheDay(time) ? "24:00" : CLOCK.format(time.to());
    }

    private static boolean endsTheDay(OpenWeek.Time time) {
        return time.to().toLocalDate().isAfter(time.from().toLocalDate());
    }

    private static String clock(OpenWeek.Day day) {
        long minutes = day.minutes();
        if (minutes == DAY_MINUTES) {
            return null;
        }
        return "Clocks are set " + (minutes < DAY_MINUTES ? "forward" : "back") + ": this day has "
                + Figures.count(minutes / 60, "hour", "hours") + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }

    /** An hour that the clock shows twice is drawn over itself. */
    private static List<Bar> bars(OpenWeek.Time time) {
        ZoneOffsetTransition change =
                time.from().getZone().getRules().nextTransition(time.from().toInstant());
        List<Bar> bars = new ArrayList<>();
        int from = minutes(time.from().toLocalTime());
        if (change != null && change.getInstant().isBefore(time.to().toInstant())) {
            bars.add(bar(from, minutes(change.getDateTimeBefore().toLocalTime())));
            from = minutes(change.getDateTimeAfter().toLocalTime());
        }
        bars.add(bar(from, endsTheDay(time) ? DAY_MINUTES : minutes(time.to().toLocalTime())));
        return bars;
    }

    private static Bar bar(int from, int to) {
        return new Bar(from, to - from);
    }

    private static int minutes(LocalTime time) {
        return time.toSecondOfDay() / 60;
    }
}
