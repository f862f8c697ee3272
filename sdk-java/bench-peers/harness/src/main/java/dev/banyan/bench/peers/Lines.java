package dev.banyan.bench.peers;

import static dev.banyan.bench.peers.Decisions.FLAGS;
import static dev.banyan.bench.peers.Decisions.RULES;
import static dev.banyan.bench.peers.Decisions.USUAL_FLAGS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** The time of a decision as the flags become more, and as the rules do; every line has its name at its end. */
final class Lines {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 420;
    private static final int TOP = 64;
    private static final int BOTTOM = 370;
    private static final int PANEL_WIDTH = 170;
    private static final int LABEL_HEIGHT = 17;

    private final Figures figures;
    private final Svg svg = new Svg(WIDTH, HEIGHT, "Time of a decision by number of flags and of rules");
    private final Scale scale;

    Lines(Figures figures) {
        this.figures = figures;
        double[] all = Arrays.stream(Subject.values())
                .flatMapToDouble(subject -> Arrays.stream(points(subject)))
                .toArray();
        scale = Scale.of(all, BOTTOM, TOP);
    }

    private record Line(Subject subject, double[] nanos) {
        double last() {
            return nanos[nanos.length - 1];
        }
    }

    String draw() {
        panel(70, "Flags", FLAGS, (subject, flags) -> Decisions.name(subject, flags, 1, 1), false);
        panel(
                500,
                "Rules of the flag",
                RULES,
                (subject, rules) -> Decisions.name(subject, USUAL_FLAGS, rules, 1),
                true);
        return svg.finish();
    }

    private void panel(int left, String title, int[] steps, BiFunction<Subject, Integer, String> name, boolean rules) {
        svg.text(left, 28, "ours", title);
        for (double decade : scale.decades()) {
            svg.path(
                    "grid",
                    steps(new double[] {left, left + PANEL_WIDTH}, new double[] {scale.at(decade), scale.at(decade)}));
            svg.text(left - 8, scale.at(decade) + 4, "faint right", Page.whole(decade) + " ns");
        }
        for (int i = 0; i < steps.length; i++) {
            svg.text(x(left, i, steps.length), BOTTOM + 24, "faint middle", Page.whole(steps[i]));
        }
        List<Line> lines = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            if (!rules || subject.manyRules) {
                double[] nanos = Arrays.stream(steps)
                        .mapToDouble(step -> figures.number(name.apply(subject, step) + ".ns"))
                        .toArray();
                lines.add(new Line(subject, nanos));
            }
        }
        lines.forEach(line -> draw(left, line));
        label(left + PANEL_WIDTH, lines);
    }

    private void draw(int left, Line line) {
        String ours = line.subject == Subject.BANYAN ? " ours" : "";
        double[] x = new double[line.nanos.length];
        double[] y = new double[line.nanos.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = x(left, i, x.length);
            y[i] = scale.at(line.nanos[i]);
        }
        svg.path("line" + ours, steps(x, y));
        for (int i = 0; i < x.length; i++) {
            svg.path("dot" + ours, dot(x[i], y[i]));
        }
    }

    /** The names beside the ends of the lines, from the top, each at least a line of text below the one before. */
    private void label(int x, List<Line> lines) {
        double free = 0;
        List<Line> fromTop = lines.stream()
                .sorted(Comparator.comparingDouble(Line::last).reversed())
                .toList();
        for (Line line : fromTop) {
            double end = scale.at(line.last());
            double y = Math.max(end, free);
            free = y + LABEL_HEIGHT;
            svg.path("grid", steps(new double[] {x + 5, x + 24}, new double[] {end, y}));
            String ours = line.subject == Subject.BANYAN ? "ours" : "";
            svg.text(x + 28, y + 4, ours, line.subject.title);
        }
    }

    private double[] points(Subject subject) {
        return new double[] {
            figures.number(Decisions.name(subject, USUAL_FLAGS, 1, 1) + ".ns"),
            figures.number(Decisions.name(subject, USUAL_FLAGS, subject.manyRules ? 99 : 1, 1) + ".ns")
        };
    }

    private static double x(int left, int place, int places) {
        return left + (double) PANEL_WIDTH * place / (places - 1);
    }

    private static String dot(double x, double y) {
        return String.format(Locale.ROOT, "M%.1f %.1fa4 4 0 1 0 8 0a4 4 0 1 0 -8 0", x - 4, y);
    }

    private static String steps(double[] x, double[] y) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x[i], y[i]));
        }
        return path.toString();
    }
}
