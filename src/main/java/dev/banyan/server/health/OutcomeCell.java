package dev.banyan.server.health;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.util.Map;

/**
 * The calls of one stage, side and operation. The errors of a {@code write} on the side that is not authoritative at that stage are
 * failed second writes.
 *
 * @param operation {@code read}, {@code write} or {@code call}
 * @param errorKinds errors by kind, at most five kinds of an instance; errors whose kind is not known are in none
 * @param latency pairs of bucket and count, by bucket; the buckets are those of {@link dev.banyan.wire.LatencyBuckets}
 */
public record OutcomeCell(
        Stage stage,
        Side side,
        String operation,
        long calls,
        long errors,
        Map<String, Long> errorKinds,
        long[][] latency) {}
