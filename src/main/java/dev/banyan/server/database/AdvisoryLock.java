package dev.banyan.server.database;

/**
 * What replicas agree about through locks of the database: one of them does it, or some do it together and others keep away. A number
 * stands for one purpose only, and for ever: replicas of two releases run side by side.
 */
public enum AdvisoryLock {
    COMPARISONS_ARE_FOLDED(1),
    /** Shared by writers of reports, exclusive for tidying up. */
    REPORTS_ARE_TIDIED(2),
    OUTCOMES_ARE_FOLDED(3),
    ARRIVALS_ARE_COUNTED(4);

    /** "Banyan", so that another application in the same database does not meet us. */
    private static final long FIRST = 0x42616e79616e00L;

    private final long number;

    AdvisoryLock(int number) {
        this.number = FIRST + number;
    }

    /** For {@code pg_advisory_xact_lock} and its kin. */
    public long number() {
        return number;
    }
}
