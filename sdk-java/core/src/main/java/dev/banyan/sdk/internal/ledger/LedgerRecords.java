package dev.banyan.sdk.internal.ledger;

import dev.banyan.evaluation.Side;
import dev.banyan.sdk.FailedWrite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What failures of one record come to, in one ledger and over several. */
final class LedgerRecords {
    private LedgerRecords() {}

    /** Those of a route, oldest first. What several books have counts once, since the oldest, for all sides that lack it. */
    static Collection<FailedWrite> of(Collection<LedgerBook> books, String route) {
        List<FailedWrite> all = new ArrayList<>();
        books.forEach(book -> all.addAll(book.entries(route)));
        all.sort(Comparator.comparing(FailedWrite::since));
        Map<String, FailedWrite> byKey = new LinkedHashMap<>();
        all.forEach(write -> byKey.merge(write.key(), write, (oldest, other) -> with(oldest, other.missingOn())));
        return byKey.values();
    }

    /** The same once more, missing on these sides too. */
    static FailedWrite with(FailedWrite write, Set<Side> missingOn) {
        Set<Side> sides = EnumSet.copyOf(missingOn);
        sides.addAll(write.missingOn());
        return made(write, sides, write.attempts());
    }

    /** The same after an attempt to repair it that failed. */
    static FailedWrite attempted(FailedWrite write) {
        return made(write, write.missingOn(), write.attempts() + 1);
    }

    private static FailedWrite made(FailedWrite write, Set<Side> missingOn, int attempts) {
        return new FailedWrite(write.route(), write.key(), missingOn, write.reason(), write.since(), attempts);
    }
}
