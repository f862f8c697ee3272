package dev.banyan.server.web.traffic;

import dev.banyan.server.web.kit.Moment;
import java.util.List;

/**
 * What moved somebody within a span, newest first.
 *
 * @param older those that stand folded away
 * @param audit where the rest of them stands; null when these are all
 */
public record PastChanges(List<Row> newest, List<Row> older, String audit) {
    private static final int SHOWN = 12;

    /** @param route what was moved, and where its page is; null on the page of that route */
    public record Row(Moment at, Subject route, String what, String by, boolean back) {}

    /** @param href null for several routes */
    public record Subject(String name, String href) {}

    static PastChanges of(List<Row> rows, String audit) {
        return new PastChanges(
                rows.stream().limit(SHOWN).toList(), rows.stream().skip(SHOWN).toList(), audit);
    }

    public boolean none() {
        return newest.isEmpty();
    }
}
