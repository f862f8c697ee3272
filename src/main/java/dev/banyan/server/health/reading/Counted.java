package dev.banyan.server.health.reading;

import dev.banyan.evaluation.Side;
import dev.banyan.server.database.Sums;
import dev.banyan.server.health.figures.PairCounts;
import dev.banyan.server.health.figures.Resolution;
import dev.banyan.server.health.figures.SideOutcome;
import jakarta.persistence.Tuple;
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
            .map(column -> Sums.total(column) + " as " + column)
            .collect(Collectors.joining(", ", "", ", max(at) as newest"));

    static Counted of(Tuple row) {
        return new Counted(
                row.get("legacy_calls", Long.class),
                row.get("legacy_served", Long.class),
                row.get("legacy_errors", Long.class),
                row.get("new_calls", Long.class),
                row.get("new_served", Long.class),
                row.get("new_errors", Long.class),
                row.get("compared", Long.class),
                row.get("mismatched", Long.class),
                row.get("newest", Instant.class));
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
