package dev.banyan.server.plan.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When plans may move, today and on the six days after it.
 *
 * @param closedBecause empty while it is open now
 * @param nextOpen now while it is open; null when not within two years
 */
public record OpenWeek(ZoneId zone, Instant now, String closedBecause, Instant nextOpen, List<Day> days) {
    private static final int DAYS = 7;

    /** @param times all of it, from midnight to midnight: nothing changes within one */
    public record Day(LocalDate date, List<Time> times) {

        /** Not where clocks are set forward or back. */
        public long minutes() {
            return Duration.between(
                            times.get(0).from(), times.get(times.size() - 1).to())
                    .toMinutes();
        }
    }

    /** @param closedBecause empty for a time at which it is open */
    public record Time(ZonedDateTime from, ZonedDateTime to, String closedBecause) {
        public boolean open() {
            return closedBecause.isEmpty();
        }

        /** Closed though it is within the working hours, or whatever they are. */
        public boolean frozen() {
            return !open() && !closedBecause.equals(Calendar.OUTSIDE_HOURS);
        }
    }

    public static OpenWeek of(OpenTimes times, ZoneId zone, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return new OpenWeek(
                zone,
                now,
                times.closedBecause(now),
                times.nextOpen(now).orElse(null),
                today.datesUntil(today.plusDays(DAYS))
                        .map(date -> day(times, zone, date))
                        .toList());
    }

    /** When it closes, where that is within the week. */
    public Optional<ZonedDateTime> closes() {
        return days.stream()
                .flatMap(day -> day.times().stream())
                .filter(time -> !time.open() && time.from().toInstant().isAfter(now))
                .map(Time::from)
                .min(Comparator.naturalOrder());
    }

    private static Day day(OpenTimes times, ZoneId zone, LocalDate date) {
        Instant start = date.atStartOfDay(zone).toInstant();
        Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
        NavigableSet<Instant> turns = times.turns(start, end);
        List<Time> all = new ArrayList<>();
        Instant from = start;
        for (Instant to : Stream.concat(turns.stream(), Stream.of(end)).toList()) {
            append(all, new Time(from.atZone(zone), to.atZone(zone), times.closedBecause(from)));
            from = to;
        }
        return new Day(date, List.copyOf(all));
    }

    /** What goes on as before is one time with it. */
    private static void append(List<Time> all, Time next) {
        Time last = all.isEmpty() ? null : all.get(all.size() - 1);
        if (last != null && last.closedBecause().equals(next.closedBecause())) {
            all.set(all.size() - 1, new Time(last.from(), next.to(), next.closedBecause()));
        } else {
            all.add(next);
        }
    }
}
