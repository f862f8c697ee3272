package dev.banyan.server.health.figures;

/**
 * One of several parts into which counts are dealt like cards: the part with rank {@code r} of {@code n} gets the cards {@code r, r + n, r + 2n …}.
 * So all parts add up exactly, a count that is part of another one (errors of calls) never gets more than that one, and counts that
 * make up another one (the buckets of a histogram) go on making it up, if each is dealt from where the one before has ended.
 */
record Apportionment(int rank, int parts) {
    static final Apportionment WHOLE = new Apportionment(0, 1);

    /** Of that many cards. */
    long of(long count) {
        return count / parts + (rank < count % parts ? 1 : 0);
    }

    /** Of the cards from one place, inclusive, to another one, exclusive. */
    long of(long from, long to) {
        return of(to) - of(from);
    }
}
