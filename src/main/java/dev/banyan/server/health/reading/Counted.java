package dev.banyan.server.health.reading;

import dev.banyan.evaluation.Side;
import dev.banyan.server.database.Sums;
import dev.banyan.server.health.figures.PairCounts;
import dev.banyan.server.health.figures.Resolution;
import dev.banyan.server.health.figures.SideOutcome;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lists add up; a row of a query. */
record Counted(
        long legacyCalls,
        long legacyServed,
        long legacyErrors,
        long newCalls,
        long newServed,
        long newErrors,
        long compared,
        long mismatched,
        Instant newest) {
    static final Counted NONE = new Counted(0, 0, 0, 0, 0, 0, 0, 0, null);

    /** As a query selects it. */
    static final String COLUMNS = Stream.of(
                    "legacy_calls",
                    "legacy_served",
                    "legacy_errors",
                    "new_calls",
                    "new_served",
                    "new_errors",
                    "compared",
                    "mismatched")
            .map(Sums::total)
            .collect(Collectors.joining(", ", "", ", max(at)"));

    /** @param first the place of the first of the columns */
    static Counted of(Object[] row, int first) {
        return new Counted(
                (Long) row[first],
                (Long) row[first + 1],
                (Long) row[first + 2],
                (Long) row[first + 3],
                (Long) row[first + 4],
                (Long) row[first + 5],
                (Long) row[first + 6],
                (Long) row[first + 7],
                (Instant) row[first + 8]);
    }

    Counted plus(Counted other) {
        return new Counted(
                legacyCalls + other.legacyCalls,
                legacyServed + other.legacyServed,
                legacyErrors + other.legacyErrors,
                newCalls + other.newCalls,
                newServed + other.newServed,
                newErrors + other.newErrors,
                compared + other.compared,
                mismatched + other.mismatched,
                newest == null || other.newest != null && other.newest.isAfter(newest) ? other.newest : newest);
    }

    OutcomeSpan span(Instant from, Resolution grain, Instant now) {
        Instant end = newest == null ? null : newest.plus(grain.length());
        return new OutcomeSpan(
                from,
                SideOutcome.counted(Side.LEGACY, legacyCalls, legacyServed, legacyErrors),
                SideOutcome.counted(Side.NEW, newCalls, newServed, newErrors),
                end != null && end.isAfter(now) ? now : end,
                PairCounts.NONE,
                compared,
                mismatched,
                0,
                Map.of());
    }
}
