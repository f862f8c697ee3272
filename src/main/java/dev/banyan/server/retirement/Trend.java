package dev.banyan.server.retirement;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Where a share goes, by the slope of Theil and Sen: the median of the slopes between all pairs of days, so that a few odd days (a rollback, a
 * holiday) do not decide. It says what happens if all goes on as in the last weeks, and nothing where the share does not fall.
 */
final class Trend {
    static final int DAYS = 28;
    static final int FEWEST_DAYS = 7;
    private static final int FURTHEST_DAYS = 5 * 365;

    private Trend() {}

    /** @param byDay the share, 0 to 1, of each whole day that has one; days before the last four weeks are left out */
    static RetirementForecast of(NavigableMap<LocalDate, Double> byDay) {
        if (byDay.isEmpty()) {
            return RetirementForecast.none("Nothing was measured yet.");
        }
        if (byDay.lastEntry().getValue() == 0) {
            return RetirementForecast.none("Nothing is left on legacy.");
        }
        LocalDate last = byDay.lastKey();
        TreeMap<LocalDate, Double> recent = new TreeMap<>(byDay.tailMap(last.minusDays(DAYS - 1L), true));
        if (recent.size() < FEWEST_DAYS) {
            return RetirementForecast.none("No forecast: it needs " + FEWEST_DAYS + " days of the last " + DAYS
                    + ", and there are " + recent.size() + ".");
        }
        return extended(recent, last);
    }

    private static RetirementForecast extended(TreeMap<LocalDate, Double> recent, LocalDate last) {
        double slope = median(slopes(recent, last));
        double now = median(levels(recent, last, slope));
        if (slope >= 0) {
            return RetirementForecast.none("No forecast: over the last " + DAYS + " days it did not fall.");
        }
        double days = Math.max(0, now) / -slope;
        return days > FURTHEST_DAYS
                ? RetirementForecast.none(
                        "No forecast: at the pace of the last " + DAYS + " days it would take more than five years.")
                : RetirementForecast.on(last.plusDays((long) Math.ceil(days)));
    }

    private static List<Double> slopes(TreeMap<LocalDate, Double> recent, LocalDate last) {
        List<double[]> points = points(recent, last);
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            for (int j = i + 1; j < points.size(); j++) {
                slopes.add((points.get(j)[1] - points.get(i)[1]) / (points.get(j)[0] - points.get(i)[0]));
            }
        }
        return slopes;
    }

    /** What each day says of the level on the last one. */
    private static List<Double> levels(TreeMap<LocalDate, Double> recent, LocalDate last, double slope) {
        return points(recent, last).stream()
                .map(point -> point[1] - slope * point[0])
                .toList();
    }

    /** Days count backwards from the last one, which is 0. */
    private static List<double[]> points(TreeMap<LocalDate, Double> recent, LocalDate last) {
        return recent.entrySet().stream()
                .map(each -> new double[] {-ChronoUnit.DAYS.between(each.getKey(), last), each.getValue()})
                .toList();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
