package dev.banyan.server.flag;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.flag.state.CohortSpec;
import dev.banyan.server.flag.state.EffectiveRollout;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.flag.state.RolloutNowBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where many routes stand, for those who look at all of them every second. */
@ApplicationScoped
public class Rollouts {
    private final FlagRows rows;
    private final Routes routes;
    private final Environments environments;

    Rollouts(FlagRows rows, Routes routes, Environments environments) {
        this.rows = rows;
        this.routes = routes;
        this.environments = environments;
    }

    /** By route key; what is gone is left out. Three queries, however many routes. */
    @Transactional
    public Map<String, RolloutNow> of(long environmentId, Collection<String> keys) {
        return environments
                .byId(environmentId)
                .map(environment -> of(environment, keys))
                .orElse(Map.of());
    }

    private Map<String, RolloutNow> of(EnvironmentState environment, Collection<String> keys) {
        Map<String, Route> known = routes.named(environment.scope().project(), keys).stream()
                .collect(Collectors.toMap(Route::key, Function.identity()));
        return rows.named(environment.scope(), keys).stream()
                .filter(flag -> known.containsKey(flag.route))
                .collect(Collectors.toMap(
                        flag -> flag.route,
                        flag -> now(environment, known.get(flag.route), flag.version, flag.state())));
    }

    private static RolloutNow now(EnvironmentState environment, Route route, long version, FlagState flag) {
        EffectiveRollout standing = EffectiveRollout.of(flag, route.kind(), environment.rollback());
        Set<Stage> stages = stages(standing);
        return RolloutNowBuilder.builder()
                .scope(environment.scope())
                .route(route.key())
                .standing(RulesetJson.write(standing))
                .words(standing.words())
                .stages(stages)
                .version(version)
                .revision(environment.revision())
                .rolledBack(flag.rollback() != null || environment.rollback() != null)
                .leadsBack(stages.stream()
                        .anyMatch(stage -> stage.compareTo(route.kind().rollbackStage()) > 0))
                .build();
    }

    private static Set<Stage> stages(EffectiveRollout standing) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        List<CohortSpec> cohorts = standing.cohorts();
        cohorts.forEach(cohort -> stages.addAll(cohort.rollout().stagesInUse()));
        return stages;
    }
}
