package dev.banyan.server.health.figures;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one route did in one span of time, as far as it has just become known: there may be several blocks for one span, none of which
 * repeats what another one tells.
 *
 * @param from when it began, by the database's clock
 * @param to when it ended
 * @param since when the counting of the earliest of it began: services cut their batches off at other instants than ours, so some of it
 *     may have happened shortly before {@code from}, and long before when a service had been cut off
 * @param compared comparisons that were completed, by services that knew what is noise
 * @param mismatched of these, different after noise was set aside
 * @param learning comparisons of services that did not know it yet, so that nothing follows from them
 * @param breakerOpenings how often a circuit breaker of some instance opened
 * @param events what the application counted, by name
 */
@RecordBuilder
public record OutcomeBlock(
        long environmentId,
        String route,
        Instant from,
        Instant to,
        Instant since,
        List<OutcomeCell> cells,
        PairCounts pairs,
        long compared,
        long mismatched,
        long learning,
        long breakerOpenings,
        Map<String, EventCount> events) {}
