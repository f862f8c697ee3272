package dev.banyan.server.guard.statistics;

/** What both sides served within the same interval; "bad" is an error, a slow request, an event: whatever is watched. */
public record Interval(long legacyCalls, long legacyBad, long newCalls, long newBad) {
    static final Interval NOTHING = new Interval(0, 0, 0, 0);

    public Interval {
        Counts.requireAmong("legacyBad", legacyBad, "legacyCalls", legacyCalls);
        Counts.requireAmong("newBad", newBad, "newCalls", newCalls);
    }

    Interval plus(Interval other) {
        return new Interval(
                legacyCalls + other.legacyCalls,
                legacyBad + other.legacyBad,
                newCalls + other.newCalls,
                newBad + other.newBad);
    }
}
