package dev.banyan.server.web;

import java.util.List;

/** How the requests of the last minutes were split between the sides. */
public record SplitView(SideFigures legacySide, SideFigures newSide, Freshness freshness) {

    public List<SideFigures> sides() {
        return List.of(newSide, legacySide);
    }

    /** Requests: each was served by one side. */
    public long served() {
        return legacySide.served() + newSide.served();
    }

    public boolean silent() {
        return served() == 0;
    }

    public String newText() {
        return Figures.percentage(newSide.served(), served());
    }

    public String legacyText() {
        return Figures.percentage(legacySide.served(), served());
    }

    public Share newShare() {
        return silent() ? Share.NONE : new Share((int) (newSide.served() * 1_000_000.0 / served()));
    }

    public double newDrawn() {
        return newShare().drawn();
    }

    /** Whether the new side fails so much more than legacy that it should catch the eye. No verdict: a guardrail judges. */
    public boolean newFailsMore() {
        return newSide.errorPart() >= 0.01 && newSide.errorPart() > 2 * legacySide.errorPart();
    }

    public String rate() {
        return Figures.perSecond(served() * 1_000.0 / Math.max(1, newSide.span().toMillis()));
    }

    public String callsText() {
        return Figures.count(served(), "request", "requests");
    }
}
