package dev.banyan.server.problem;

import java.util.OptionalLong;

/** Which part of a list is wanted: at most {@code limit} items after the one that {@code after} names (null: from the start). */
public record PageRequest(int limit, String after) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /** From the query parameters, either of which may be missing. A limit out of range is refused, not clamped. */
    public static PageRequest of(Integer limit, String after) {
        int wanted = limit == null ? DEFAULT_LIMIT : limit;
        if (wanted < 1 || wanted > MAX_LIMIT) {
            throw Problem.badField("limit", "limit is " + wanted + ".", "Use a limit from 1 to " + MAX_LIMIT + ".");
        }
        return new PageRequest(wanted, after == null || after.isEmpty() ? null : after);
    }

    public static PageRequest first() {
        return new PageRequest(DEFAULT_LIMIT, null);
    }

    /** How many rows to read: one more than the page holds tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /** The cursor of a list that is ordered by number. */
    public OptionalLong afterNumber() {
        if (after == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(after));
        } catch (NumberFormatException e) {
            throw Problem.badField(
                    "after", "after is not a cursor of this list.", "Use the value of \"next\" from the page before.");
        }
    }
}
