package dev.banyan.server.guard.statistics;

/** Requests that both sides served. Those that were bad on both sides, or on neither, are within {@code pairs} only. */
public record Pairs(long pairs, long onlyLegacyBad, long onlyNewBad) {
    static final Pairs NOTHING = new Pairs(0, 0, 0);

    public Pairs {
        Counts.requireAmong("onlyLegacyBad", onlyLegacyBad, "pairs", pairs);
        Counts.requireAmong("onlyNewBad", onlyNewBad, "pairs less onlyLegacyBad", pairs - onlyLegacyBad);
    }

    Pairs plus(Pairs other) {
        Pairs sum = new Pairs(pairs + other.pairs, onlyLegacyBad + other.onlyLegacyBad, onlyNewBad + other.onlyNewBad);
        return sum.pairs > Counts.MOST ? new Pairs(sum.pairs / 2, sum.onlyLegacyBad / 2, sum.onlyNewBad / 2) : sum;
    }
}
