package dev.banyan.bench.peers;

import static dev.banyan.bench.peers.Decisions.FLAGS;
import static dev.banyan.bench.peers.Decisions.RULES;
import static dev.banyan.bench.peers.Decisions.USUAL_FLAGS;

import dev.banyan.bench.page.Figures;
import dev.banyan.bench.page.Markdown;
import dev.banyan.bench.page.Scale;
import dev.banyan.bench.page.Svg;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The time of a decision as the flags become more, and as the rules do; every line has its name at its end. */
final class Lines {
    private static final int WIDTH = 986;
    private static final int HEIGHT = 410;
    private static final int TOP = 56;
    private static final int BOTTOM = 362;
    private static final int PANEL_WIDTH = 170;
    private static final int FLAGS_LEFT = 104;
    private static final int RULES_LEFT = 596;
    private static final int LABEL_HEIGHT = 17;

    private final Figures figures;
    private final Svg svg = new Svg(WIDTH, HEIGHT, "Time of a decision by number of flags and of rules");
    private final Scale scale;

    Lines(Figures figures) {
        this.figures = figures;
        scale = Scale.of(all(figures).toArray(), BOTTOM, TOP);
    }

    private record Line(Subject subject, double[] nanos) {
        double last() {
            return nanos[nanos.length - 1];
        }

        String withClass(String name) {
            return subject == Subject.BANYAN ? name + " ours" : name;
        }
    }

    String draw() {
        axes(FLAGS_LEFT, "Flags", FLAGS);
        lines(
                FLAGS_LEFT,
                FLAGS,
                Arrays.stream(Subject.values()),
                (subject, flags) -> Decisions.name(subject, flags, 1, 1));
        axes(RULES_LEFT, "Rules of the flag, among 1,000 flags", RULES);
        lines(
                RULES_LEFT,
                RULES,
                Arrays.stream(Subject.values()).filter(subject -> subject.manyRules),
                (subject, rules) -> Decisions.name(subject, USUAL_FLAGS, rules, 1));
        return svg.finish();
    }

    private void axes(int left, String title, int[] steps) {
        svg.text(left, 28, "ours", title);
        for (double decade : scale.decades()) {
            double y = scale.at(decade);
            svg.path("grid", path(new double[] {left, left + PANEL_WIDTH}, new double[] {y, y}));
            svg.text(left - 10, y + 4, "faint right", Markdown.whole(decade) + " ns");
        }
        for (int i = 0; i < steps.length; i++) {
            svg.text(x(left, i, steps.length), BOTTOM + 24, "faint middle", Markdown.whole(steps[i]));
        }
    }

    private void lines(int left, int[] steps, Stream<Subject> subjects, BiFunction<Subject, Integer, String> name) {
        List<Line> lines = subjects.map(subject -> new Line(
                        subject,
                        Arrays.stream(steps)
                                .mapToDouble(step -> figures.number(name.apply(subject, step) + ".ns"))
                                .toArray()))
                .sorted(Comparator.comparingDouble(Line::last).reversed())
                .toList();
        lines.forEach(line -> draw(left, line));
        label(left + PANEL_WIDTH, lines);
    }

    private void draw(int left, Line line) {
        double[] x = new double[line.nanos.length];
        double[] y = new double[line.nanos.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = x(left, i, x.length);
            y[i] = scale.at(line.nanos[i]);
        }
        svg.path(line.withClass("line"), path(x, y));
        for (int i = 0; i < x.length; i++) {
            svg.path(line.withClass("dot"), dot(x[i], y[i]));
        }
    }

    /** The names beside the ends of the lines, from the top, each at least a line of text below the one before. */
    private void label(int x, List<Line> fromTop) {
        double free = 0;
        for (Line line : fromTop) {
            double end = scale.at(line.last());
            double y = Math.max(end, free);
            free = y + LABEL_HEIGHT;
            svg.path("grid", path(new double[] {x + 6, x + 24}, new double[] {end, y}));
            svg.text(x + 28, y + 4, line.withClass(""), line.subject.title);
        }
    }

    private static DoubleStream all(Figures figures) {
        return Arrays.stream(Subject.values())
                .flatMap(subject -> Decisions.cases(subject).stream().map(each -> each.name(subject)))
                .mapToDouble(name -> figures.number(name + ".ns"));
    }

    private static double x(int left, int place, int places) {
        return left + (double) PANEL_WIDTH * place / (places - 1);
    }

    private static String dot(double x, double y) {
        return String.format(Locale.ROOT, "M%.1f %.1fa4 4 0 1 0 8 0a4 4 0 1 0 -8 0", x - 4, y);
    }

    private static String path(double[] x, double[] y) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x[i], y[i]));
        }
        return path.toString();
    }
}
