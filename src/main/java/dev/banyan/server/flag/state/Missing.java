package dev.banyan.server.flag.state;

import dev.banyan.evaluation.Side;
import dev.banyan.server.figures.Figures;
import java.time.Instant;

/**
 * Second writes that failed and were not made up for, of one side of a route.
 *
 * @param entries those that wait in ledgers
 * @param lost those that could not even be kept there
 * @param oldest since when; null when no ledger said
 */
public record Missing(long entries, long lost, Instant oldest) {
    public static final Missing NONE = new Missing(0, 0, null);

    public boolean none() {
        return count() == 0;
    }

    public long count() {
        return entries + lost;
    }

    /** In words, without a stop. */
    public String on(Side side) {
        String what = "%s still missing on %s".formatted(writes(entries == 0 ? lost : entries), name(side));
        if (lost == 0) {
            return what;
        }
        return entries == 0
                ? what + " and could not even be kept"
                : what + ", and %s could not even be kept".formatted(Figures.count(lost) + " more");
    }

    /** What to do about them, as a request. */
    public String remedy(Side side) {
        String reconcile = "reconcile them in the service that keeps them";
        String backfill = "backfill %s for those that no ledger has, and let the service forget them (forgetLost)"
                .formatted(name(side));
        if (lost == 0) {
            return reconcile;
        }
        return entries == 0 ? backfill : reconcile + ", " + backfill;
    }

    private static String writes(long count) {
        return Figures.count(count, "second write is", "second writes are");
    }

    private static String name(Side side) {
        return side == Side.NEW ? "the new side" : "legacy";
    }
}
