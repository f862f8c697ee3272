package dev.banyan.server.convergence;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.server.delivery.instance.Spread;
import dev.banyan.server.environment.history.Commit;
import dev.banyan.server.flag.rollback.Proof;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who has applied a revision. Counts are of now. Times run from the change to the acknowledgement, by the database's clock, over the
 * instances that were there at the change; each is null until that many of them have applied it.
 *
 * @param total those that are there now, and those that are gone
 * @param gone were there when the change was made or since, have not applied it, and were not seen for a while; for an hour
 * @param stragglers who has not applied it: pending, refused and gone; the first of them only
 * @param moreStragglers how many are left out
 */
@RecordBuilder
public record Convergence(
        long revision,
        Instant committedAt,
        int total,
        int applied,
        int pending,
        int refused,
        int gone,
        @Schema(nullable = true) Long firstMillis,
        @Schema(nullable = true) Long p50Millis,
        @Schema(nullable = true) Long p99Millis,
        @Schema(nullable = true) Long lastMillis,
        List<Straggler> stragglers,
        int moreStragglers)
        implements Proof {

    public Convergence {
        stragglers = List.copyOf(stragglers);
    }

    @JsonProperty
    public boolean complete() {
        return total > 0 && applied == total;
    }

    /** @param times of a change long ago, as they were kept; null to take them as they are counted now */
    static Convergence of(Commit commit, Spread now, Arrival times, List<Straggler> stragglers) {
        return ConvergenceBuilder.builder()
                .revision(commit.revision())
                .committedAt(commit.at())
                .total(now.total())
                .applied(now.applied())
                .pending(now.pending())
                .refused(now.refused())
                .gone(now.gone())
                .firstMillis(times == null ? now.firstMillis() : times.firstMillis())
                .p50Millis(times == null ? now.p50Millis() : times.p50Millis())
                .p99Millis(times == null ? now.p99Millis() : times.p99Millis())
                .lastMillis(times == null ? now.lastMillis() : times.lastMillis())
                .stragglers(stragglers)
                .moreStragglers(now.total() - now.applied() - stragglers.size())
                .build();
    }
}
