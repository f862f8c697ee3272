package dev.banyan.server.web.guard;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Spans;
import dev.banyan.server.guard.DecisionView;
import dev.banyan.server.web.traffic.ChartGeometry;
import dev.banyan.server.web.traffic.PlotGeometry;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What Prometheus said in the minutes before a decision, with the limit that it was held against; everything is an attribute, so that the
 * strict content policy holds.
 *
 * @param path the values, with a gap where there was none
 * @param over those over the limit
 * @param limitY the height of the limit
 */
@RecordBuilder
public record ValuePlot(
        String path, List<Dot> over, String limitY, String limit, String top, String bottom, String span) {

    public record Dot(String x, String y) {}

    /** @param all with at least one value */
    static ValuePlot of(List<DecisionView.Value> all, double limit, Instant end, Duration span) {
        return new Geometry(all, limit, end.minus(span), span).plot();
    }

    public int width() {
        return ChartGeometry.WIDTH;
    }

    public int height() {
        return ChartGeometry.HEIGHT;
    }

    private static final class Geometry {
        private final List<DecisionView.Value> all;
        private final double limit;
        private final Instant start;
        private final Duration span;
        private final double top;
        private final double bottom;

        Geometry(List<DecisionView.Value> all, double limit, Instant start, Duration span) {
            this.all = all;
            this.limit = limit;
            this.start = start;
            this.span = span;
            double[] values = all.stream()
                    .filter(each -> each.value() != null)
                    .mapToDouble(DecisionView.Value::value)
                    .sorted()
                    .toArray();
            double most = Math.max(limit, values[values.length - 1]);
            double least = Math.min(limit, values[0]);
            this.top = most > 0 ? PlotGeometry.nice(most) : 0;
            this.bottom = least < 0 ? -PlotGeometry.nice(-least) : 0;
        }

        ValuePlot plot() {
            StringBuilder path = new StringBuilder();
            List<Dot> over = new ArrayList<>();
            boolean pen = false;
            for (DecisionView.Value each : all) {
                boolean drawn = each.value() != null;
                if (drawn) {
                    Dot dot = new Dot(x(each.at()), y(each.value()));
                    path.append(pen ? 'L' : 'M').append(dot.x()).append(' ').append(dot.y());
                    // One alone would have no length, and no ink.
                    path.append(pen ? "" : "h0.1");
                    if (each.value() > limit) {
                        over.add(dot);
                    }
                }
                pen = drawn;
            }
            return ValuePlotBuilder.builder()
                    .path(path.toString())
                    .over(List.copyOf(over))
                    .limitY(y(limit))
                    .limit(Figures.measured(limit))
                    .top(Figures.measured(top))
                    .bottom(Figures.measured(bottom))
                    .span(Spans.span(span))
                    .build();
        }

        private String x(Instant at) {
            double part = (double) Duration.between(start, at).toMillis() / span.toMillis();
            return number(Math.min(1, Math.max(0, part)) * ChartGeometry.WIDTH);
        }

        private String y(double value) {
            return number(top == bottom ? ChartGeometry.HEIGHT : ChartGeometry.HEIGHT * (top - value) / (top - bottom));
        }

        private static String number(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
    }
}
