package dev.banyan.server.health.figures;

import dev.banyan.server.database.Sums;

/**
 * Requests for which both sides were asked, at shadow and live, by how they ended.
 *
 * @param pairs all of them
 * @param onlyLegacyFailed new had an answer
 * @param onlyNewFailed legacy had an answer
 */
public record PairCounts(long pairs, long onlyLegacyFailed, long onlyNewFailed, long bothFailed) {
    public static final PairCounts NONE = new PairCounts(0, 0, 0, 0);

    /** Those of which one side failed are never more than all. */
    public PairCounts {
        pairs = Sums.within(pairs);
        onlyLegacyFailed = Math.min(Sums.within(onlyLegacyFailed), pairs);
        onlyNewFailed = Math.min(Sums.within(onlyNewFailed), pairs - onlyLegacyFailed);
        bothFailed = Math.min(Sums.within(bothFailed), pairs - onlyLegacyFailed - onlyNewFailed);
    }

    PairCounts plus(PairCounts other) {
        return new PairCounts(
                pairs + other.pairs,
                onlyLegacyFailed + other.onlyLegacyFailed,
                onlyNewFailed + other.onlyNewFailed,
                bothFailed + other.bothFailed);
    }

    PairCounts share(Apportionment share) {
        long legacy = onlyLegacyFailed;
        long either = legacy + onlyNewFailed;
        return new PairCounts(
                share.of(pairs), share.of(legacy), share.of(legacy, either), share.of(either, either + bothFailed));
    }
}
