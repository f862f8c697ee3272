package dev.banyan.server.web.traffic;

import dev.banyan.server.health.reading.OutcomeSpan;
import java.util.List;

/**
 * How a route was split between the sides, small: the new side stands solid on the ground, what is left above it is legacy. A step without
 * requests is a gap.
 *
 * @param bed the steps that had any requests
 * @param fresh the part of each that the new side served
 */
public record Sparkline(String bed, String fresh) {
    static final int WIDTH = 160;
    static final int HEIGHT = 24;

    static Sparkline of(List<OutcomeSpan> steps) {
        StringBuilder bed = new StringBuilder();
        StringBuilder fresh = new StringBuilder();
        double step = (double) WIDTH / steps.size();
        for (int i = 0; i < steps.size(); i++) {
            Double share = steps.get(i).newShare();
            if (share != null) {
                bed.append(bar(i * step, step, 1));
            }
            if (share != null && share > 0) {
                fresh.append(bar(i * step, step, share));
            }
        }
        return new Sparkline(bed.toString(), fresh.toString());
    }

    private static String bar(double x, double width, double share) {
        String top = ChartGeometry.number(HEIGHT * (1 - share));
        return "M" + ChartGeometry.number(x) + " " + HEIGHT + "V" + top + "H" + ChartGeometry.number(x + width) + "V"
                + HEIGHT + "Z";
    }

    public int width() {
        return WIDTH;
    }

    public int height() {
        return HEIGHT;
    }
}
