package dev.banyan.server.web;

import java.util.List;

/** What happens on a route right now: the split, both sides' figures, and the chart of the last minutes. */
public record TrafficView(SplitView split, ChartView chart) {

    public SideFigures legacySide() {
        return split.legacySide();
    }

    public SideFigures newSide() {
        return split.newSide();
    }

    public List<SideFigures> sides() {
        return List.of(split.newSide(), split.legacySide());
    }

    public Freshness freshness() {
        return split.freshness();
    }
}
