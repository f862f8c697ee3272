package dev.banyan.server.flag;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.server.environment.Change;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.flag.state.BreakerView;
import dev.banyan.server.flag.state.CohortView;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.flag.state.Rollback;
import dev.banyan.server.flag.state.ShadowView;
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
    public record Snapshot(
            boolean enabled,
            List<CohortView> cohorts,
            ShadowView shadow,
            @Schema(nullable = true) BreakerView breaker,
            int pacedSeconds,
            @Schema(nullable = true) Rollback rollback) {
        static Snapshot of(String json) {
            FlagState state = RulesetJson.read(json, FlagState.class);
            return new Snapshot(
                    state.enabled(),
                    state.cohorts().stream().map(CohortView::of).toList(),
                    ShadowView.of(state.settings().shadow()),
                    BreakerView.of(state.settings().breaker()),
                    state.settings().pacedSeconds(),
                    state.rollback());
        }
    }

    static PastChange of(Change change) {
        return new PastChange(
                change.revision(),
                change.at(),
                change.actor(),
                change.action(),
                change.reason(),
                Optional.ofNullable(change.before()).map(Snapshot::of).orElse(null),
                Optional.ofNullable(change.after()).map(Snapshot::of).orElse(null),
                change.takenAt());
    }
}
