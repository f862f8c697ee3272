package dev.banyan.server.web.traffic;

import dev.banyan.server.web.kit.DataAge;

/**
 * What happens on a route: the split, both sides' figures, and the chart of the last minutes.
 *
 * @param rightNow the share that the new side served in the last seconds, or null when nobody asked
 */
public record TrafficView(SplitView split, String rightNow, ChartView chart) {

    /** Whether there is nothing to draw either. A route that was moved just now still shows what was before. */
    public boolean quiet() {
        return split.silent() && split.moved() == null;
    }

    public SideFigures legacySide() {
        return split.legacySide();
    }

    public SideFigures newSide() {
        return split.newSide();
    }

    public DataAge freshness() {
        return split.freshness();
    }
}
