package dev.banyan.server.guard.rules;

import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.guard.rail.Metric;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What one block of outcomes tells one guardrail.
 *
 * @param operation what was done; reads and writes fail each in their own measure, so they are never added up
 * @param legacyCalls for pairs, as {@code newCalls}, the pairs; 0 where new is judged alone
 */
@RecordBuilder
public record Observation(
        Method method, String operation, long legacyCalls, long legacyBad, long newCalls, long newBad) {
    public Observation {
        legacyBad = Math.min(legacyBad, legacyCalls);
        newBad = Math.min(newBad, newCalls);
    }

    static Observation alone(String operation, long calls, long bad) {
        return ObservationBuilder.builder()
                .method(Method.ALONE)
                .operation(operation)
                .legacyCalls(0)
                .legacyBad(0)
                .newCalls(calls)
                .newBad(bad)
                .build();
    }

    static Observation of(Metric metric, double value) {
        return alone(Observations.LOOK, 1, metric.isBad(value) ? 1 : 0);
    }

    boolean tellsSomething() {
        return legacyCalls + newCalls > 0;
    }
}
