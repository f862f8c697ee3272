package dev.banyan.bench.peers;

import dev.banyan.bench.page.Figures;
import dev.banyan.bench.page.Markdown;
import dev.banyan.bench.page.Scale;
import dev.banyan.bench.page.Svg;
import java.util.Arrays;
import java.util.Locale;

/** The time of a decision as bars, with the figures written beside them. */
final class Bars {
    private static final int WIDTH = 860;
    private static final int LEFT = 230;
    private static final int RIGHT = 660;
    private static final int TOP = 56;
    private static final int STEP = 30;

    private final Figures figures;
    private final Subject[] subjects = Subject.values();
    private final int bottom = TOP + STEP * (subjects.length + 1);
    private final Scale scale;

    Bars(Figures figures) {
        this.figures = figures;
        double floor = figures.number("floorWithCondition.1.ns");
        double[] all = Arrays.stream(subjects).mapToDouble(this::nanos).toArray();
        double[] withFloor = Arrays.copyOf(all, all.length + 1);
        withFloor[all.length] = floor;
        scale = Scale.of(withFloor, LEFT, RIGHT);
    }

    String draw() {
        Svg svg = new Svg(WIDTH, bottom + 40, "Time of a decision, one condition and 25 %, one thread");
        svg.text(16, 26, "ours", "A decision: one condition and 25 %, 1,000 flags, one thread");
        svg.text(RIGHT + 12, 26, "faint", "time and bytes per decision");
        for (double decade : scale.decades()) {
            double x = scale.at(decade);
            svg.path("grid", line(x, TOP - 8, x, bottom));
            svg.text(x, bottom + 20, "faint middle", Markdown.whole(decade) + " ns");
        }
        bar(svg, 0, "the floor with a condition", "", "floorWithCondition.1");
        for (int i = 0; i < subjects.length; i++) {
            String ours = subjects[i] == Subject.BANYAN ? "ours" : "";
            bar(svg, i + 1, subjects[i].title, ours, name(subjects[i]));
        }
        return svg.finish();
    }

    private void bar(Svg svg, int place, String title, String ours, String name) {
        double y = TOP + STEP * place;
        double end = scale.at(figures.number(name + ".ns"));
        svg.text(LEFT - 12, y + 15, "right " + ours, title);
        svg.bar(LEFT, y, end - LEFT, STEP - 10, ours);
        String bytes = Markdown.whole(figures.number(name + ".bytes")) + " B";
        svg.text(end + 8, y + 15, ours, Page.nanos(figures.number(name + ".ns")) + " · " + bytes);
    }

    private double nanos(Subject subject) {
        return figures.number(name(subject) + ".ns");
    }

    private static String name(Subject subject) {
        return Decisions.name(subject, Decisions.USUAL_FLAGS, 1, 1);
    }

    private static String line(double x1, double y1, double x2, double y2) {
        return String.format(Locale.ROOT, "M%.1f %.1fL%.1f %.1f", x1, y1, x2, y2);
    }
}
