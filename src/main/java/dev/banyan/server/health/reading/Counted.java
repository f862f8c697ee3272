package dev.banyan.server.health.reading;

import dev.banyan.evaluation.Side;
import dev.banyan.server.database.Sums;
import dev.banyan.server.health.figures.PairCounts;
import dev.banyan.server.health.figures.Resolution;
import dev.banyan.server.health.figures.SideOutcome;
import io.soabase.recordbuilder.core.RecordBuilder;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lists add up; a row of a query. */
@RecordBuilder
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
    static final Counted NONE = CountedBuilder.builder()
            .legacyCalls(0)
            .legacyServed(0)
            .legacyErrors(0)
            .newCalls(0)
            .newServed(0)
            .newErrors(0)
            .compared(0)
            .mismatched(0)
            .newest(null)
            .build();

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
        return CountedBuilder.builder()
                .legacyCalls(row.get("legacy_calls", Long.class))
                .legacyServed(row.get("legacy_served", Long.class))
                .legacyErrors(row.get("legacy_errors", Long.class))
                .newCalls(row.get("new_calls", Long.class))
                .newServed(row.get("new_served", Long.class))
                .newErrors(row.get("new_errors", Long.class))
                .compared(row.get("compared", Long.class))
                .mismatched(row.get("mismatched", Long.class))
                .newest(row.get("newest", Instant.class))
                .build();
    }

    Counted plus(Counted other) {
        return CountedBuilder.builder()
                .legacyCalls(legacyCalls + other.legacyCalls)
                .legacyServed(legacyServed + other.legacyServed)
                .legacyErrors(legacyErrors + other.legacyErrors)
                .newCalls(newCalls + other.newCalls)
                .newServed(newServed + other.newServed)
                .newErrors(newErrors + other.newErrors)
                .compared(compared + other.compared)
                .mismatched(mismatched + other.mismatched)
                .newest(newest == null || other.newest != null && other.newest.isAfter(newest) ? other.newest : newest)
                .build();
    }

    OutcomeSpan span(Instant from, Resolution grain, Instant now) {
        Instant end = newest == null ? null : newest.plus(grain.length());
        return OutcomeSpanBuilder.builder()
                .from(from)
                .legacy(SideOutcome.counted(Side.LEGACY, legacyCalls, legacyServed, legacyErrors))
                .fresh(SideOutcome.counted(Side.NEW, newCalls, newServed, newErrors))
                .newest(end != null && end.isAfter(now) ? now : end)
                .pairs(PairCounts.NONE)
                .compared(compared)
                .mismatched(mismatched)
                .breakerOpenings(0)
                .events(Map.of())
                .build();
    }
}
