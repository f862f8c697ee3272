package dev.banyan.bench.guard;

import dev.banyan.bench.page.Markdown;
import dev.banyan.bench.page.Scale;
import dev.banyan.bench.page.Svg;
import java.util.List;

/** How long it takes to find a harm, by its size, for some request rates. */
final class Curves {
    private static final double SHARE = 0.25;
    private static final int WIDTH = 860;
    private static final int HEIGHT = 430;
    private static final int LEFT = 90;
    private static final int RIGHT = 660;
    private static final int TOP = 60;
    private static final int BOTTOM = 360;

    private final FoundSection found;
    /** In thousandths, because the scale has whole decades. */
    private final Scale across = new Scale(1, 3, LEFT, RIGHT);

    private final Scale up = new Scale(0, 5, BOTTOM, TOP);

    Curves(FoundSection found) {
        this.found = found;
    }

    String draw() {
        Svg svg = new Svg(WIDTH, HEIGHT, "Time until a harm is found, by its size");
        svg.text(16, 26, "ours", "Seconds until a harm is found (median), 25 % on new, harm from the beginning");
        for (double decade : up.decades()) {
            svg.path("grid", "M" + LEFT + " " + up.at(decade) + "L" + RIGHT + " " + up.at(decade));
            svg.text(LEFT - 10, up.at(decade) + 4, "faint right", Markdown.whole(decade) + " s");
        }
        for (double harm : Delays.HARMS) {
            svg.path("grid", "M" + x(harm) + " " + TOP + "L" + x(harm) + " " + BOTTOM);
            svg.text(x(harm), BOTTOM + 20, "faint middle", "+" + FoundSection.percent(harm));
        }
        for (double rate : Delays.RATES) {
            curve(svg, rate);
        }
        svg.text((LEFT + RIGHT) / 2.0, BOTTOM + 44, "faint middle", "harm: additional share that is bad");
        return svg.finish();
    }

    private void curve(Svg svg, double rate) {
        List<Found> all = found.all(Kind.COMPARED, 0)
                .filter(each -> each.harm().setting().rate() == rate
                        && each.harm().setting().share() == SHARE)
                .toList();
        StringBuilder steps = new StringBuilder();
        for (Found each : all) {
            steps.append(steps.isEmpty() ? "M" : "L")
                    .append(x(each.harm().harm()))
                    .append(' ')
                    .append(up.at(each.seconds()));
        }
        Found first = all.get(0);
        svg.path(rate == 100 ? "line ours" : "line", steps.toString());
        svg.text(
                x(first.harm().harm()) + 6,
                up.at(first.seconds()) - 8,
                rate == 100 ? "ours" : "faint",
                Markdown.whole(rate) + " requests/s");
    }

    private double x(double harm) {
        return across.at(harm * 1_000);
    }
}
