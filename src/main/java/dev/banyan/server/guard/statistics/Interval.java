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
                        newBad + other.newBad)
                .fitting();
    }

    private Interval fitting() {
        return legacyCalls > Counts.MOST || newCalls > Counts.MOST ? thinned(2) : this;
    }

    /** Every so-many-th of each. */
    Interval thinned(long by) {
        return new Interval(legacyCalls / by, legacyBad / by, newCalls / by, newBad / by);
    }
}
