package dev.banyan.bench.guard;

import dev.banyan.bench.page.Markdown;
import dev.banyan.bench.page.Scale;
import dev.banyan.bench.page.Svg;
import java.util.List;

/** Every harm in every setting as a dot: what it took, by what no test can do without. */
final class Cloud {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 560;
    private static final int LEFT = 90;
    private static final int RIGHT = 700;
    private static final int TOP = 70;
    private static final int BOTTOM = 490;
    private static final int LEAST = 1;
    private static final int MOST = 5;
    private static final double RADIUS = 4.5;

    private final FoundSection found;
    private final Scale across = new Scale(0, 4, LEFT, RIGHT);
    private final Scale up = new Scale(LEAST - 1, MOST, BOTTOM, TOP);

    Cloud(FoundSection found) {
        this.found = found;
    }

    String draw() {
        Svg svg = new Svg(WIDTH, HEIGHT, "Requests on new until a harm is found, by the bound");
        svg.text(16, 26, "ours", "Requests on new until a harm is found (mean), by what no test can do without");
        svg.text(16, 46, "", "● harm from the beginning   ○ harm after an hour of health");
        axes(svg);
        for (int times : new int[] {1, 2, 4}) {
            double end = Math.pow(10, 4);
            svg.path("line", "M" + across.at(1) + " " + up.at(times) + "L" + RIGHT + " " + up.at(end * times));
            svg.text(RIGHT + 8, up.at(end * times) + 4, "faint", times == 1 ? "the bound" : times + " × the bound");
        }
        dots(svg, found.all(Kind.COMPARED, Delays.BEGINNINGS[1]).toList(), "dot");
        dots(svg, found.all(Kind.COMPARED, 0).toList(), "dot ours");
        svg.text((LEFT + RIGHT) / 2.0, BOTTOM + 44, "faint middle", "bound: requests on new");
        return svg.finish();
    }

    private void axes(Svg svg) {
        for (double decade : across.decades()) {
            svg.path("grid", "M" + across.at(decade) + " " + TOP + "L" + across.at(decade) + " " + BOTTOM);
            svg.text(across.at(decade), BOTTOM + 20, "faint middle", Markdown.whole(decade));
        }
        for (double decade : up.decades()) {
            svg.path("grid", "M" + LEFT + " " + up.at(decade) + "L" + RIGHT + " " + up.at(decade));
            svg.text(LEFT - 10, up.at(decade) + 4, "faint right", Markdown.whole(decade));
        }
    }

    private void dots(Svg svg, List<Found> all, String classes) {
        for (Found each : all) {
            double x = across.at(each.bound());
            double y = up.at(each.mean());
            String half = "a" + RADIUS + " " + RADIUS + " 0 0 1 0 ";
            svg.path(classes, "M" + x + " " + (y - RADIUS) + half + 2 * RADIUS + half + -2 * RADIUS + "Z");
        }
    }
}
