package dev.banyan.server.retirement;

import dev.banyan.server.flag.RouteTimeline.Moved;
import dev.banyan.server.health.reading.LongUse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns what happened to routes and what was answered into a line of days. */
final class BurnDown {
    private final LocalDate first;
    private final LocalDate today;

    BurnDown(LocalDate first, LocalDate today) {
        this.first = first;
        this.today = today;
    }

    /**
     * @param moves oldest first, those before the first day included
     * @return no day before there was a route
     */
    List<Progress.Day> days(List<Moved> moves, List<LongUse.Day> use) {
        Map<LocalDate, LongUse.Day> byDay =
                use.stream().collect(Collectors.toMap(LongUse.Day::day, Function.identity()));
        Map<String, Boolean> onLegacy = new HashMap<>();
        List<Progress.Day> days = new ArrayList<>();
        Iterator<Moved> rest = moves.iterator();
        Moved next = rest.hasNext() ? rest.next() : null;
        for (LocalDate day = first; !day.isAfter(today); day = day.plusDays(1)) {
            Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            while (next != null && next.at().isBefore(end)) {
                apply(next, onLegacy);
                next = rest.hasNext() ? rest.next() : null;
            }
            if (!onLegacy.isEmpty() || !days.isEmpty()) {
                days.add(day(day, onLegacy, byDay.get(day)));
            }
        }
        return days;
    }

    private static void apply(Moved moved, Map<String, Boolean> onLegacy) {
        if (moved.onLegacy() == null) {
            onLegacy.remove(moved.route());
        } else {
            onLegacy.put(moved.route(), moved.onLegacy());
        }
    }

    private static Progress.Day day(LocalDate day, Map<String, Boolean> onLegacy, LongUse.Day use) {
        int left = (int) onLegacy.values().stream().filter(each -> each).count();
        return use == null
                ? new Progress.Day(day, 0, 0, onLegacy.size(), left)
                : new Progress.Day(day, use.legacy() + use.fresh(), use.legacy(), onLegacy.size(), left);
    }

    /** Today is not over: its requests may be those of a quiet hour. */
    RetirementForecast requests(List<Progress.Day> days) {
        return forecast(days, day -> day.requests() == 0 ? null : (double) day.requestsOnLegacy() / day.requests());
    }

    RetirementForecast routes(List<Progress.Day> days) {
        return forecast(days, day -> day.routes() == 0 ? null : (double) day.routesOnLegacy() / day.routes());
    }

    private RetirementForecast forecast(List<Progress.Day> days, Function<Progress.Day, Double> share) {
        TreeMap<LocalDate, Double> byDay = new TreeMap<>();
        for (Progress.Day day : days) {
            Double value = share.apply(day);
            if (value != null && day.day().isBefore(today)) {
                byDay.put(day.day(), value);
            }
        }
        return Trend.of(byDay);
    }
}
