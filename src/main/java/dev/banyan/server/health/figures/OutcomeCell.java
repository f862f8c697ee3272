package dev.banyan.server.health.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.database.Sums;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;

/**
 * The calls of one stage, side and operation. The errors of a {@code write} on the side that is not authoritative at that stage are
 * failed second writes.
 *
 * @param operation {@code read}, {@code write} or {@code call}
 * @param errorKinds errors by kind, a few; errors whose kind is not known are in none
 * @param latency pairs of bucket and count, by bucket; the buckets are those of {@link dev.banyan.wire.LatencyBuckets}
 */
@RecordBuilder
public record OutcomeCell(
        Stage stage,
        Side side,
        String operation,
        long calls,
        long errors,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Long> errorKinds,
        long[][] latency) {

    public OutcomeCell {
        calls = Sums.within(calls);
        errors = Sums.within(errors);
        errorKinds = errorKinds == null ? Map.of() : errorKinds;
        latency = latency == null ? LatencyPairs.NONE : latency;
    }

    /** Whether the caller got its results. */
    boolean serves() {
        return stage.side() == side;
    }

    boolean isSecondWrite() {
        return !serves() && operation.equals("write");
    }

    boolean isBeside(OutcomeCell other) {
        return stage == other.stage && side == other.side && operation.equals(other.operation);
    }

    OutcomeCell plus(OutcomeCell other) {
        return OutcomeCellBuilder.builder()
                .stage(stage)
                .side(side)
                .operation(operation)
                .calls(calls + other.calls)
                .errors(errors + other.errors)
                .errorKinds(Kinds.sum(errorKinds, other.errorKinds))
                .latency(LatencyPairs.sum(latency, other.latency))
                .build();
    }

    OutcomeCell share(Apportionment share) {
        return OutcomeCellBuilder.builder()
                .stage(stage)
                .side(side)
                .operation(operation)
                .calls(share.of(calls))
                .errors(share.of(errors))
                .errorKinds(Kinds.share(errorKinds, share))
                .latency(LatencyPairs.share(latency, share))
                .build();
    }
}
