package dev.banyan.server.flag;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.server.environment.Change;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.flag.state.BreakerView;
import dev.banyan.server.flag.state.CohortView;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.flag.state.Rollback;
import dev.banyan.server.flag.state.ShadowView;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One line of a flag's history.
 *
 * @param before null when the change made the flag, or was to the environment as a whole
 * @param after null when the change was to the environment as a whole
 * @param takenAt when it came into force, if that was while the database was away; {@code at} is when it was committed
 */
@RecordBuilder
public record PastChange(
        long revision,
        Instant at,
        String actor,
        String action,
        @Schema(nullable = true) String reason,
        @Schema(nullable = true) Snapshot before,
        @Schema(nullable = true) Snapshot after,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant takenAt) {

    /** A flag as it stood then. */
    @RecordBuilder
    public record Snapshot(
            boolean enabled,
            List<CohortView> cohorts,
            ShadowView shadow,
            @Schema(nullable = true) BreakerView breaker,
            int pacedSeconds,
            @Schema(nullable = true) Rollback rollback) {
        static Snapshot of(String json) {
            FlagState state = RulesetJson.read(json, FlagState.class);
            return PastChangeSnapshotBuilder.builder()
                    .enabled(state.enabled())
                    .cohorts(state.cohorts().stream().map(CohortView::of).toList())
                    .shadow(ShadowView.of(state.settings().shadow()))
                    .breaker(BreakerView.of(state.settings().breaker()))
                    .pacedSeconds(state.settings().pacedSeconds())
                    .rollback(state.rollback())
                    .build();
        }
    }

    static PastChange of(Change change) {
        return PastChangeBuilder.builder()
                .revision(change.revision())
                .at(change.at())
                .actor(change.actor())
                .action(change.action())
                .reason(change.reason())
                .before(Optional.ofNullable(change.before()).map(Snapshot::of).orElse(null))
                .after(Optional.ofNullable(change.after()).map(Snapshot::of).orElse(null))
                .takenAt(change.takenAt())
                .build();
    }
}
