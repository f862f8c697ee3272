package dev.banyan.server.web.traffic;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.figures.Spans;
import dev.banyan.server.web.kit.DataAge;
import dev.banyan.server.web.kit.Share;
import java.time.Duration;
import java.util.List;

/**
 * How requests are split between the sides: now, and on average over the last minutes. Where the route was moved within these, the average
 * begins with that: what was before says nothing of what is.
 *
 * @param now null when nobody asked within the last seconds, or where only the past is of interest
 * @param moved how long ago the average begins with a move; null where it does not
 */
public record SplitView(SideFigures legacySide, SideFigures newSide, DataAge freshness, Now now, Duration moved) {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /**
     * What happens at this moment.
     *
     * @param fresh requests that the new side serves in 1,000 seconds
     * @param all of them
     */
    public record Now(long fresh, long all) {
        Now plus(Now other) {
            return new Now(fresh + other.fresh, all + other.all);
        }
    }

    SplitView(SideFigures legacySide, SideFigures newSide, DataAge freshness) {
        this(legacySide, newSide, freshness, null, null);
    }

    /** @param since how long ago its route was moved, or null */
    SplitView since(Duration since) {
        return new SplitView(legacySide.over(since), newSide.over(since), freshness, now, since);
    }

    SplitView at(Now happens) {
        return new SplitView(legacySide, newSide, freshness, happens, moved);
    }

    public List<SideFigures> sides() {
        return List.of(newSide, legacySide);
    }

    /** Requests: each was served by one side. */
    public long served() {
        return legacySide.served() + newSide.served();
    }

    public boolean silent() {
        return now == null && served() == 0;
    }

    /** Whether a page has to say since when there is nothing. */
    public boolean silentSinceMove() {
        return silent() && moved != null;
    }

    public String newText() {
        return now == null ? averageNew() : Shares.percentage(now.fresh, now.all);
    }

    public String legacyText() {
        return now == null ? averageLegacy() : Shares.percentage(now.all - now.fresh, now.all);
    }

    public String averageNew() {
        return Shares.percentage(newSide.served(), served());
    }

    public String averageLegacy() {
        return Shares.percentage(legacySide.served(), served());
    }

    public Share newShare() {
        long fresh = now == null ? newSide.served() : now.fresh;
        long all = now == null ? served() : now.all;
        return all == 0 ? Share.NONE : new Share((int) (fresh * 1_000_000.0 / all));
    }

    public double newDrawn() {
        return newShare().drawn();
    }

    /** Nobody is served by that side now, nor was on average. */
    public boolean onNewOnly() {
        return legacySide.served() == 0 && (now == null || now.fresh == now.all);
    }

    public boolean onLegacyOnly() {
        return newSide.served() == 0 && (now == null || now.fresh == 0);
    }

    /** Whether the new side fails so much more than legacy that it should catch the eye. No verdict: a guardrail judges. */
    public boolean newFailsMore() {
        return newSide.errorPart() >= 0.01 && newSide.errorPart() > 2 * legacySide.errorPart();
    }

    public String rate() {
        return now == null
                ? Figures.perSecond(
                        served() * 1_000.0 / Math.max(1, newSide.span().toMillis()))
                : Figures.perSecond(now.all / 1_000.0);
    }

    public String callsText() {
        return Figures.count(served(), "request", "requests");
    }

    /** What the share is of: "now", "over the last 5 minutes". */
    public String period() {
        return now == null ? average() : "now";
    }

    /** What averages are of. */
    public String average() {
        return moved != null
                ? "since the last move, " + Spans.span(moved) + " ago"
                : "over the last " + (newSide.span().equals(FIVE_MINUTES) ? "5 minutes" : Spans.span(newSide.span()));
    }
}
