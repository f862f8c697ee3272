package dev.banyan.server.convergence;

import dev.banyan.server.convergence.Arrival.Missing;
import dev.banyan.server.environment.history.PastAction;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A rollback, isolation or drill of a project, and how it arrived. Times are null until that many had applied it.
 *
 * @param action such as {@code flag.rolled-back}, {@code migration.isolated}, {@code flag.drilled}
 * @param subject the key of the route, migration or environment
 * @param reason null when none was given
 * @param instances null when nobody counted: it was made before arrivals were kept
 * @param missing who had not applied it when it was last counted; the first of them only
 * @param countedAt while some are missing it is counted again, for an hour
 */
@RecordBuilder
public record PastRollback(
        String environment,
        long revision,
        String action,
        String subject,
        Instant at,
        String by,
        @Schema(nullable = true) String reason,
        @Schema(nullable = true) Integer instances,
        @Schema(nullable = true) Integer applied,
        @Schema(nullable = true) Long firstMillis,
        @Schema(nullable = true) Long p50Millis,
        @Schema(nullable = true) Long p99Millis,
        @Schema(nullable = true) Long lastMillis,
        List<Missing> missing,
        @Schema(nullable = true) Instant countedAt) {

    static PastRollback of(PastAction change, Arrival arrival) {
        boolean counted = arrival != null;
        return PastRollbackBuilder.builder()
                .environment(change.environment())
                .revision(change.revision())
                .action(change.action())
                .subject(change.subject())
                .at(change.at())
                .by(change.by())
                .reason(change.reason())
                .instances(counted ? arrival.total() : null)
                .applied(counted ? arrival.applied() : null)
                .firstMillis(counted ? arrival.firstMillis() : null)
                .p50Millis(counted ? arrival.p50Millis() : null)
                .p99Millis(counted ? arrival.p99Millis() : null)
                .lastMillis(counted ? arrival.lastMillis() : null)
                .missing(counted ? arrival.missing() : List.of())
                .countedAt(counted ? arrival.countedAt() : null)
                .build();
    }
}
