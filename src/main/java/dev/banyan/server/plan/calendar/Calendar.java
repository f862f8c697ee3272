package dev.banyan.server.plan.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Working hours and freezes. What counts is what a clock on the wall of that time zone shows: where it is set back, an hour that is
 * open is open twice; where it is set forward, what it leaves out never comes.
 *
 * @param hours by day; a day that is not named is closed, and with none at all every hour is a working hour
 * @param freezes each once, in local time
 * @param recurring every week, in local time
 */
public record Calendar(
        ZoneId zone, Map<DayOfWeek, List<Hours>> hours, List<Freeze> freezes, List<WeeklyFreeze> recurring)
        implements OpenTimes {
    static final String OUTSIDE_HOURS = "outside of the working hours";

    private static final Duration HORIZON = Duration.ofDays(731);

    /** @param to not included; midnight means the end of the day */
    public record Hours(LocalTime from, LocalTime to) {
        boolean contains(LocalTime time) {
            return !time.isBefore(from) && (to.equals(LocalTime.MIDNIGHT) || time.isBefore(to));
        }
    }

    /** @param to not included */
    record Freeze(String name, LocalDateTime from, LocalDateTime to) {
        boolean contains(LocalDateTime time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    record WeeklyFreeze(String name, Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        boolean contains(LocalDateTime time) {
            return days.contains(time.getDayOfWeek()) && new Hours(from, to).contains(time.toLocalTime());
        }
    }

    public Calendar {
        hours = Map.copyOf(hours);
        freezes = List.copyOf(freezes);
        recurring = List.copyOf(recurring);
    }

    @Override
    public Optional<Instant> nextOpen(Instant from) {
        if (isOpen(from)) {
            return Optional.of(from);
        }
        ZonedDateTime start = from.atZone(zone);
        LocalDate last = start.plus(HORIZON).toLocalDate();
        return start.toLocalDate()
                .datesUntil(last)
                .flatMap(day -> edges(day).stream())
                .filter(edge -> edge.isAfter(from))
                .filter(this::isOpen)
                .findFirst();
    }

    boolean isOpen(Instant at) {
        LocalDateTime local = local(at);
        return inHours(local) && frozenBy(local).isEmpty();
    }

    @Override
    public String closedBecause(Instant at) {
        LocalDateTime local = local(at);
        return frozenBy(local).map(name -> "frozen by “" + name + "”").orElse(inHours(local) ? "" : OUTSIDE_HOURS);
    }

    @Override
    public NavigableSet<Instant> turns(Instant from, Instant to) {
        TreeSet<Instant> turns = new TreeSet<>();
        LocalDate end = local(to).toLocalDate().plusDays(1);
        local(from).toLocalDate().datesUntil(end).forEach(day -> turns.addAll(edges(day)));
        return new TreeSet<>(turns.subSet(from, false, to, false));
    }

    private LocalDateTime local(Instant at) {
        return at.atZone(zone).toLocalDateTime();
    }

    private boolean inHours(LocalDateTime local) {
        return hours.isEmpty()
                || hours.getOrDefault(local.getDayOfWeek(), List.of()).stream()
                        .anyMatch(each -> each.contains(local.toLocalTime()));
    }

    private Optional<String> frozenBy(LocalDateTime local) {
        Stream<String> once =
                freezes.stream().filter(each -> each.contains(local)).map(Freeze::name);
        Stream<String> weekly =
                recurring.stream().filter(each -> each.contains(local)).map(WeeklyFreeze::name);
        return Stream.concat(once, weekly).findFirst();
    }

    /** Every instant of a day at which something may begin or end, in order. */
    private TreeSet<Instant> edges(LocalDate day) {
        TreeSet<Instant> edges = new TreeSet<>();
        add(edges, day.atStartOfDay());
        hours.getOrDefault(day.getDayOfWeek(), List.of()).stream()
                .flatMap(each -> Stream.of(each.from(), each.to()))
                .forEach(time -> add(edges, day.atTime(time)));
        recurring.stream()
                .flatMap(each -> Stream.of(each.from(), each.to()))
                .forEach(time -> add(edges, day.atTime(time)));
        freezes.stream()
                .flatMap(each -> Stream.of(each.from(), each.to()))
                .filter(time -> time.toLocalDate().equals(day))
                .forEach(time -> add(edges, time));
        ZoneOffsetTransition change = zone.getRules()
                .nextTransition(day.atStartOfDay(zone).toInstant().minusMillis(1));
        if (change != null && local(change.getInstant()).toLocalDate().equals(day)) {
            edges.add(change.getInstant());
        }
        return edges;
    }

    /** A time that the wall clock shows twice is two edges; one that it leaves out is the moment when it is set forward. */
    private void add(TreeSet<Instant> edges, LocalDateTime local) {
        ZonedDateTime first = ZonedDateTime.of(local, zone);
        edges.add(first.withEarlierOffsetAtOverlap().toInstant());
        edges.add(first.withLaterOffsetAtOverlap().toInstant());
    }
}
