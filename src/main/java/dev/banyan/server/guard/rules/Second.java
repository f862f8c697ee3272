package dev.banyan.server.guard.rules;

import dev.banyan.server.guard.rail.Method;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the guardrails of a route saw of one block, kept for the page that explains a decision.
 *
 * @param rails by guardrail: calls and bad ones of legacy, then of new
 */
public record Second(Instant at, Map<String, long[]> rails) {

    static Second of(Instant at) {
        return new Second(at, Map.of());
    }

    /** Pairs repeat what the sides tell one by one. */
    Second plus(String rail, List<Observation> looks) {
        Map<String, long[]> next = new LinkedHashMap<>(rails);
        long[] sum = new long[4];
        for (Observation look : looks) {
            if (look.method() != Method.PAIRED) {
                sum[0] += look.legacyCalls();
                sum[1] += look.legacyBad();
                sum[2] += look.newCalls();
                sum[3] += look.newBad();
            }
        }
        next.put(rail, sum);
        return new Second(at, next);
    }
}
