package dev.banyan.server.flag.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.environment.EnvironmentState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A flag as people and programs see it.
 *
 * @param version what a change of it must send as {@code If-Match}
 * @param revision the environment's revision at which it was read
 * @param breaker null for none
 * @param pacedSeconds over how long a rollback returns the route; 0 for at once
 * @param served the cohorts as instances have them while a rollback is under way; null, and not written, otherwise
 * @param environmentRollback the rollback that covers the whole environment, {@code rollback} or {@code isolate}, or null
 * @param stages the stages that the route's kind has, in order
 * @param drill the last rehearsal of the rollback, or null
 */
@RecordBuilder
public record FlagView(
        String route,
        String environment,
        long version,
        long revision,
        int kind,
        List<Stage> stages,
        boolean enabled,
        List<CohortView> cohorts,
        ShadowView shadow,
        @Schema(nullable = true) BreakerView breaker,
        int pacedSeconds,
        @Schema(nullable = true) Rollback rollback,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<CohortView> served,
        @Schema(nullable = true) String environmentRollback,
        RollbackSafety safety,
        @Schema(nullable = true) Drill drill) {

    /** True when something holds everybody back. */
    @JsonProperty
    public boolean rolledBack() {
        return rollback != null || environmentRollback != null;
    }

    /** @param onLegacy second writes that failed there */
    public static FlagView of(
            Route route, EnvironmentState environment, long version, FlagState flag, Missing onLegacy) {
        return FlagViewBuilder.builder()
                .route(route.key())
                .environment(environment.scope().key())
                .version(version)
                .revision(environment.revision())
                .kind(route.kind().stageCount())
                .stages(route.kind().stages())
                .enabled(flag.enabled())
                .cohorts(flag.cohorts().stream().map(CohortView::of).toList())
                .shadow(ShadowView.of(flag.settings().shadow()))
                .breaker(BreakerView.of(flag.settings().breaker()))
                .pacedSeconds(flag.settings().pacedSeconds())
                .rollback(flag.rollback())
                .served(served(flag, route))
                .environmentRollback(
                        environment.rollback() == null
                                ? null
                                : environment.rollback().key())
                .safety(RollbackSafety.of(flag, route.readOnly(), onLegacy))
                .drill(flag.drill())
                .build();
    }

    private static List<CohortView> served(FlagState flag, Route route) {
        return flag.isComingDown()
                ? flag.served(route.kind()).stream().map(CohortView::of).toList()
                : null;
    }
}
