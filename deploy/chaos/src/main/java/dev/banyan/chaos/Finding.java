package dev.banyan.chaos;

import java.util.Collections;
import java.util.List;

/** What one fault has shown: a cell per promise, or why it could not be injected. */
record Finding(String fault, Standing standing, List<Cell> cells, String remark) {

    /** Whether the fault has happened, and was looked at to the end. */
    enum Standing {
        SEEN,
        /** Not here, ever: a test does it. */
        ELSEWHERE,
        /** It should have been, in this run. */
        MISSED
    }

    /** Whether a promise was kept, and what was seen of it. */
    record Cell(boolean kept, String seen) {

        static Cell of(boolean kept, String seen) {
            return new Cell(kept, seen);
        }
    }

    static final List<String> PROMISES = List.of(
            "answered always",
            "nothing thrown",
            "never a wrong side",
            "recovered after",
            "no revision back",
            "nothing lost");

    static Finding seen(String fault, List<Cell> cells, String remark) {
        return new Finding(fault, Standing.SEEN, cells, remark);
    }

    static Finding elsewhere(String fault, String where) {
        return new Finding(fault, Standing.ELSEWHERE, List.of(), "not injected: " + where);
    }

    static Finding notInjected(String fault, String why) {
        return new Finding(fault, Standing.MISSED, List.of(), "not injected: " + why);
    }

    /** What could not be looked at was not kept. */
    static Finding ended(String fault, Exception failed) {
        Cell unknown = Cell.of(false, "not seen");
        return new Finding(
                fault,
                Standing.MISSED,
                Collections.nCopies(PROMISES.size(), unknown),
                "the trial ended: " + failed.getMessage());
    }

    boolean injected() {
        return !cells.isEmpty();
    }

    boolean kept() {
        return cells.stream().allMatch(Cell::kept);
    }
}
