package dev.banyan.bench.delivery;

import dev.banyan.bench.page.Markdown;
import dev.banyan.bench.page.Scale;
import dev.banyan.bench.page.Svg;
import java.util.ArrayList;
import java.util.List;

/** How long a rollback takes to reach clients, as bars on a logarithmic scale. */
final class Bars {
    private static final int WIDTH = 860;
    private static final int LEFT = 300;
    private static final int RIGHT = 720;
    private static final int TOP = 56;
    private static final int STEP = 26;

    private record Bar(String title, String name, boolean ours) {}

    private final Show show;
    private final List<Bar> bars = new ArrayList<>();
    private final Scale scale;

    Bars(Show show) {
        this.show = show;
        for (Spread spread : Spread.all(show)) {
            String rollback = spread.name() + ".rollback.";
            bars.add(new Bar(spread.title() + ", half", rollback + "applied.p50.median", false));
            bars.add(new Bar("99 %", rollback + "applied.p99.median", true));
            bars.add(new Bar("all, and acknowledged", rollback + "acknowledged.p100.median", false));
        }
        if (show.has("unleash.visible.median.ms")) {
            bars.add(new Bar("Unleash, one client polling without pause", "unleash.visible.median.ms", false));
        }
        scale = Scale.of(
                bars.stream().mapToDouble(bar -> show.number(bar.name())).toArray(), LEFT, RIGHT);
    }

    String draw() {
        int bottom = TOP + STEP * bars.size();
        Svg svg = new Svg(WIDTH, bottom + 40, "Time of a rollback until clients have applied it");
        svg.text(16, 26, "ours", "A rollback, from the request to the clients that have applied it");
        for (double decade : scale.decades()) {
            double x = scale.at(decade);
            svg.path("grid", "M" + x + " " + (TOP - 8) + "L" + x + " " + bottom);
            svg.text(x, bottom + 20, "faint middle", Markdown.whole(decade) + " ms");
        }
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, bars.get(i), TOP + STEP * i);
        }
        return svg.finish();
    }

    private void draw(Svg svg, Bar bar, double y) {
        String ours = bar.ours() ? "ours" : "";
        double end = scale.at(show.number(bar.name()));
        svg.text(LEFT - 12, y + 14, "right " + ours, bar.title());
        svg.bar(LEFT, y, Math.max(1, end - LEFT), STEP - 8, ours);
        svg.text(end + 8, y + 14, ours, show.whole(bar.name()) + " ms");
    }
}
