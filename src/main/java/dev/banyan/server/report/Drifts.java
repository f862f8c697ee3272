package dev.banyan.server.report;

import dev.banyan.evaluation.Side;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.state.CohortView;
import dev.banyan.server.flag.state.FlagView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what instances declared with what the server has. */
@ApplicationScoped
public class Drifts {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Declarations declarations;
    private final Routes routes;
    private final Flags flags;

    Drifts(Declarations declarations, Routes routes, Flags flags) {
        this.declarations = declarations;
        this.routes = routes;
        this.flags = flags;
    }

    @Transactional
    public List<DriftFinding> of(EnvironmentScope scope) {
        boolean heard = declarations.any(scope);
        if (!heard) {
            return List.of();
        }
        Set<String> answeredByNew = flags.ofEnvironment(scope).stream()
                .filter(Drifts::newAnswers)
                .map(FlagView::route)
                .collect(Collectors.toSet());
        List<ServerRoute> onServer = routes.all(scope.project(), null).stream()
                .map(route -> new ServerRoute(route.key(), route.kind(), answeredByNew.contains(route.key())))
                .toList();
        return new Drift(declarations.all(scope), onServer).differences(heard);
    }

    private static boolean newAnswers(FlagView flag) {
        return !flag.rolledBack()
                && flag.cohorts().stream().map(CohortView::rollout).anyMatch(Drifts::newAnswers);
    }

    private static boolean newAnswers(CohortView.Rollout rollout) {
        boolean somebodyAtFrom = rollout.percentage().compareTo(HUNDRED) < 0;
        return somebodyAtFrom && rollout.from().side() == Side.NEW
                || rollout.percentage().signum() > 0 && rollout.to().side() == Side.NEW;
    }
}
