package dev.banyan.server.guard.statistics;

/** What all looks must keep to. */
final class Counts {

    /** Beyond it a sum is halved, all parts of it alike: what is known are shares, and they stay. A {@code double} holds it exactly. */
    static final long MOST = 1L << 53;

    private Counts() {}

    static void requireAmong(String part, long few, String whole, long all) {
        if (few < 0 || few > all) {
            throw new IllegalArgumentException(
                    "\"" + part + "\" must be 0 to \"" + whole + "\": " + few + " of " + all);
        }
    }
}
