package dev.banyan.bench.page;

import java.util.Locale;

/** A drawing that can be read on a light page and on a dark one, and without telling colours apart. */
public final class Svg {
    private final StringBuilder text = new StringBuilder();

    public Svg(int width, int height, String about) {
        add("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
                <title>%3$s</title>
                <style>
                text { font: 13px system-ui, sans-serif; fill: #1f2733 }
                .ours { font-weight: 700 }
                .faint { fill: #5a6675 }
                .right { text-anchor: end }
                .middle { text-anchor: middle }
                .card { fill: #fff }
                .bar { fill: #b4bfcc }
                .bar.ours { fill: #0b6e4f }
                .grid { stroke: #dde2e8; fill: none }
                .line { stroke: #7a8794; stroke-width: 1.5; fill: none }
                .line.ours { stroke: #0b6e4f; stroke-width: 3 }
                .dot { stroke: #7a8794; stroke-width: 1.5; fill: #fff }
                .dot.ours { stroke: #0b6e4f; fill: #0b6e4f }
                @media (prefers-color-scheme: dark) {
                text { fill: #e4e9ef }
                .faint { fill: #a3afbd }
                .card { fill: #161b22 }
                .bar { fill: #55606e }
                .bar.ours { fill: #4cc79b }
                .grid { stroke: #2c343f }
                .line { stroke: #93a0ae }
                .line.ours { stroke: #4cc79b }
                .dot { stroke: #93a0ae; fill: #161b22 }
                .dot.ours { stroke: #4cc79b; fill: #4cc79b }
                }
                </style>
                <rect class="card" width="%1$d" height="%2$d" rx="6"/>
                """, width, height, about);
    }

    public void text(double x, double y, String classes, String words) {
        add("<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>%n", x, y, classes, words);
    }

    public void bar(double x, double y, double width, double height, String classes) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"bar %s\"/>%n",
                x, y, width, height, classes);
    }

    public void path(String classes, String steps) {
        add("<path class=\"%s\" d=\"%s\"/>%n", classes, steps);
    }

    public String finish() {
        return text + "</svg>\n";
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).replace("\r", ""));
    }
}
