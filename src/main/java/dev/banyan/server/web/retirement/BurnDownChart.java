package dev.banyan.server.web.retirement;

import dev.banyan.server.figures.Shares;
import dev.banyan.server.retirement.Progress;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The burn-down as shapes: a hatched bar per day for requests, a dashed line of steps for routes. A day without requests has no bar, which is not
 * a bar of no height.
 *
 * @param routes the path of the line
 */
@RecordBuilder
public record BurnDownChart(int width, int height, List<Bar> bars, String routes, String first, String last) {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 160;
    /** So that the last sliver on legacy is seen. */
    private static final double LEAST = 2;

    public record Bar(String x, String y, String width, String height, String words) {}

    static BurnDownChart of(List<Progress.Day> days) {
        if (days.isEmpty()) {
            return BurnDownChartBuilder.builder()
                    .width(WIDTH)
                    .height(HEIGHT)
                    .bars(List.of())
                    .routes("")
                    .first("")
                    .last("")
                    .build();
        }
        double step = (double) WIDTH / days.size();
        List<Bar> bars = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < days.size(); i++) {
            Progress.Day day = days.get(i);
            if (day.requests() > 0) {
                bars.add(bar(day, i * step, step));
            }
            if (day.routes() > 0) {
                line.append(line.isEmpty() ? "M" : "L")
                        .append(number(i * step))
                        .append(' ')
                        .append(number(HEIGHT - height(day.routesOnLegacy(), day.routes())))
                        .append('H')
                        .append(number((i + 1) * step));
            }
        }
        return BurnDownChartBuilder.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .bars(List.copyOf(bars))
                .routes(line.toString())
                .first(ProgressWords.day(days.get(0).day()))
                .last(ProgressWords.day(days.get(days.size() - 1).day()))
                .build();
    }

    private static Bar bar(Progress.Day day, double x, double step) {
        double height = height(day.requestsOnLegacy(), day.requests());
        return new Bar(
                number(x + step * 0.08),
                number(HEIGHT - height),
                number(step * 0.84),
                number(height),
                ProgressWords.day(day.day()) + ": " + Shares.percentage(day.requestsOnLegacy(), day.requests())
                        + " of requests on legacy");
    }

    private static double height(long part, long whole) {
        return part == 0 ? 0 : Math.max(LEAST, (double) HEIGHT * part / whole);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
