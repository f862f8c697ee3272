package dev.banyan.server.flag;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.RouteChanged;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentChanges;
import dev.banyan.server.environment.EnvironmentCreated;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.LockedEnvironment;
import dev.banyan.server.environment.Piece;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Keeps one flag for every route in every environment, within the transaction that makes either of them. */
@ApplicationScoped
class FlagPublication {
    private final FlagRows rows;
    private final Routes routes;
    private final Environments environments;
    private final EnvironmentChanges changes;

    FlagPublication(FlagRows rows, Routes routes, Environments environments, EnvironmentChanges changes) {
        this.rows = rows;
        this.routes = routes;
        this.environments = environments;
        this.changes = changes;
    }

    void environmentCreated(@Observes EnvironmentCreated event) {
        EnvironmentScope scope = event.scope();
        List<Route> all = routes.all(scope.project(), null);
        changes.apply(
                scope,
                Intent.of(event.actor(), AuditAction.ENVIRONMENT_CREATED, scope.key())
                        .confirmed(true),
                locked -> all.stream().map(route -> start(scope, route, locked)).toList());
    }

    void routeChanged(@Observes RouteChanged event) {
        Route route = event.route();
        List<EnvironmentScope> scopes = environments.ofProject(route.project()).stream()
                .map(EnvironmentState::scope)
                .toList();
        changes.lockAll(scopes);
        for (EnvironmentScope scope : scopes) {
            changes.apply(
                    scope,
                    // Moves nobody: the move that follows asks for it.
                    Intent.of(event.actor(), event.change(), route.key()).confirmed(true),
                    locked -> List.of(publish(scope, event, locked)));
        }
    }

    private Piece publish(EnvironmentScope scope, RouteChanged event, LockedEnvironment locked) {
        Route route = event.route();
        if (event.change() == AuditAction.ROUTE_CREATED) {
            return start(scope, route, locked);
        }
        FlagEntity entity = rows.get(scope, route.key());
        rows.getEntityManager().refresh(entity);
        FlagState flag = entity.state();
        if (event.change() == AuditAction.ROUTE_DELETED) {
            requireOff(scope, route, flag);
            return FlagChange.piece(route, flag, null);
        }
        // A route that only read may write from now on.
        FlagState observed = flag.observedAt(locked.now(), route.readOnly());
        entity.set(observed, locked.nextRevision());
        return FlagChange.piece(route, flag, observed);
    }

    private Piece start(EnvironmentScope scope, Route route, LockedEnvironment locked) {
        FlagState flag = FlagState.notStarted(route.kind());
        FlagEntity entity = new FlagEntity();
        entity.environmentId = scope.id();
        entity.route = route.key();
        entity.set(flag, locked.nextRevision());
        rows.persist(entity);
        return FlagChange.piece(route, null, flag);
    }

    /** Code that still asks for a deleted route gets legacy: nobody may be anywhere else when it goes. */
    private static void requireOff(EnvironmentScope scope, Route route, FlagState flag) {
        Set<Stage> off = EnumSet.of(Stage.OFF);
        if (!flag.plannedStages().equals(off)) {
            throw Problem.conflict(
                    "route-in-use",
                    "Route " + route.key() + " is not at off in environment " + scope.key() + ".",
                    "Bring it to off everywhere before you delete it.");
        }
    }
}
