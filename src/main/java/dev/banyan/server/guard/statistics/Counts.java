package dev.banyan.server.guard.statistics;

/** What all looks must keep to. */
final class Counts {

    private Counts() {}

    static void requireAmong(String part, long few, String whole, long all) {
        if (few < 0 || few > all) {
            throw new IllegalArgumentException(
                    "\"" + part + "\" must be 0 to \"" + whole + "\": " + few + " of " + all);
        }
    }
}
