package dev.banyan.server.web;

/** How the requests of the last minutes were split between the sides. */
public record SplitView(SideFigures legacySide, SideFigures newSide, Freshness freshness) {

    public long calls() {
        return legacySide.calls() + newSide.calls();
    }

    public boolean silent() {
        return calls() == 0;
    }

    public String newText() {
        return Figures.percentage(newSide.calls(), calls());
    }

    public String legacyText() {
        return Figures.percentage(legacySide.calls(), calls());
    }

    public Share newShare() {
        return silent() ? Share.NONE : new Share((int) (newSide.calls() * 1_000_000.0 / calls()));
    }

    public double newDrawn() {
        return newShare().drawn();
    }

    /** Whether the new side fails so much more than legacy that it should catch the eye. No verdict: a guardrail judges. */
    public boolean newFailsMore() {
        return newSide.errorPart() >= 0.01 && newSide.errorPart() > 2 * legacySide.errorPart();
    }

    public String rate() {
        return Figures.perSecond(calls() * 1_000.0 / Math.max(1, newSide.span().toMillis()));
    }

    public String callsText() {
        return Figures.count(calls(), "request", "requests");
    }
}
