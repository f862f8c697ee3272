package dev.banyan.soak;

/** What is looked at, and by how much chance alone lets it grow from one quarter of a run to the next. */
enum Kind {
    HEAP("heap after a collection, MB", 1.5, 16),
    RESIDENT("resident memory, MB", 2, 32),
    THREADS("threads", 3, 12),
    FILES("open files", 8, 30),
    STREAMS("open streams", 3, 3),
    ROWS("rows", 60, 150),
    /** What is kept for good, and what tells of hours and days: grows with what happens. */
    HISTORY("rows kept", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
    DATABASE("database, MB", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY),
    LINES("log lines", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    private final String words;
    private final double perQuarter;
    private final double whileWarming;

    Kind(String words, double perQuarter, double whileWarming) {
        this.words = words;
        this.perQuarter = perQuarter;
        this.whileWarming = whileWarming;
    }

    String words() {
        return words;
    }

    /** @param brief the run is over before everything is compiled, loaded and pooled */
    double allowance(boolean brief) {
        return brief ? whileWarming : perQuarter;
    }
}
