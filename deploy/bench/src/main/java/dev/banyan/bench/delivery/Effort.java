package dev.banyan.bench.delivery;

import java.util.List;

/**
 * How much is measured.
 *
 * @param sizes numbers of streams on one replica
 * @param rounds rollbacks, each followed by an ordinary change
 * @param loadMillis how long each kind of request is repeated
 * @param largeRoutes routes of the large environment
 * @param polls how often Unleash's change is timed
 * @param fetch whether what is not on this machine yet may be fetched
 */
record Effort(List<Integer> sizes, int rounds, int loadMillis, int largeRoutes, int polls, boolean fetch) {
    static final Effort FULL = new Effort(List.of(1_000, 5_000, 10_000), 12, 6_000, 10_000, 12, true);
    static final Effort SMOKE = new Effort(List.of(50), 1, 100, 50, 1, false);
    static final Effort QUICK = new Effort(List.of(1_000), 5, 2_000, 2_000, 4, false);

    /** Beside the streams: acknowledgements, the program itself, and somewhat to spare. */
    private static final int OTHER_FILES = 500;

    /** What can be measured where a process may open so many files. */
    Effort within(long openFiles) {
        List<Integer> possible =
                sizes.stream().filter(size -> size + OTHER_FILES <= openFiles).toList();
        return new Effort(possible, rounds, loadMillis, largeRoutes, polls, fetch);
    }

    static long filesFor(int streams) {
        return streams + OTHER_FILES;
    }

    int most() {
        return sizes.get(sizes.size() - 1);
    }
}
