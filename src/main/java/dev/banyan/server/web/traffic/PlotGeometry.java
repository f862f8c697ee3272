package dev.banyan.server.web.traffic;

import dev.banyan.server.health.figures.SideOutcome;
import dev.banyan.server.health.reading.OutcomeSpan;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** Turns one figure, step by step, into the lines of a plot. */
public final class PlotGeometry {
    private final List<OutcomeSpan> steps;

    /** All of them together take the whole width. */
    PlotGeometry(List<OutcomeSpan> steps) {
        this.steps = steps;
    }

    /** @param value null where nothing was measured, which leaves a gap */
    Plot draw(String title, Function<SideOutcome, Double> value, double leastTop, DoubleFunction<String> words) {
        Function<OutcomeSpan, Double> fresh = step -> value.apply(step.fresh());
        Function<OutcomeSpan, Double> legacy = step -> value.apply(step.legacy());
        double most = Math.max(most(fresh), most(legacy));
        double top = nice(Math.max(most, leastTop));
        return PlotBuilder.builder()
                .title(title)
                .top(words.apply(top))
                .newLine(line(fresh, top))
                .legacyLine(line(legacy, top))
                .bothLine("")
                .empty(most < 0)
                .build();
    }

    /** A figure of the new side alone that has an upper end of its own. */
    Plot drawNew(String title, Function<OutcomeSpan, Double> value, double top, DoubleFunction<String> words) {
        return PlotBuilder.builder()
                .title(title)
                .top(words.apply(top))
                .newLine(line(value, top))
                .legacyLine("")
                .bothLine("")
                .empty(most(value) < 0)
                .build();
    }

    /** A figure that has no sides. */
    Plot drawBoth(String title, Function<OutcomeSpan, Double> value, double leastTop, DoubleFunction<String> words) {
        double top = nice(Math.max(most(value), leastTop));
        return PlotBuilder.builder()
                .title(title)
                .top(words.apply(top))
                .newLine("")
                .legacyLine("")
                .bothLine(line(value, top))
                .empty(most(value) < 0)
                .build();
    }

    private double most(Function<OutcomeSpan, Double> value) {
        return steps.stream()
                .map(value)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(-1);
    }

    /** The next of 1, 2, 5 times a power of ten. */
    public static double nice(double most) {
        double decade = Math.pow(10, Math.floor(Math.log10(most)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * decade >= most * (1 - 1e-9)) {
                return factor * decade;
            }
        }
        return 10 * decade;
    }

    private String line(Function<OutcomeSpan, Double> value, double top) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < steps.size(); i++) {
            Double v = value.apply(steps.get(i));
            if (v != null) {
                path.append(pen ? 'L' : 'M').append(x(i)).append(' ').append(y(v, top));
                // A step alone would have no length, and no ink.
                path.append(pen ? "" : "h0.1");
            }
            pen = v != null;
        }
        return path.toString();
    }

    private String x(int index) {
        return number((index + 0.5) * ChartGeometry.WIDTH / steps.size());
    }

    private static String y(double value, double top) {
        return number(ChartGeometry.HEIGHT * (1 - Math.min(1, value / top)));
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
