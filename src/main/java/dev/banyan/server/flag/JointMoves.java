package dev.banyan.server.flag;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentChanges;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.LockedEnvironment;
import dev.banyan.server.environment.Piece;
import dev.banyan.server.flag.state.FlagEdit;
import dev.banyan.server.flag.state.FlagPatch;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Moves several routes as one: all of them or none, in one revision. */
@ApplicationScoped
public class JointMoves {
    private final FlagRows rows;
    private final Routes routes;
    private final EnvironmentChanges changes;
    private final BacklogCheck backlogs;

    JointMoves(FlagRows rows, Routes routes, EnvironmentChanges changes, BacklogCheck backlogs) {
        this.rows = rows;
        this.routes = routes;
        this.changes = changes;
        this.backlogs = backlogs;
    }

    /**
     * Moves whoever is in the default cohort. Unlike a person, who may set what holds after a rollback, this is refused while anything
     * holds a route back.
     *
     * @param version the newest version among the flags, as the sender has seen it
     */
    @Transactional
    public Committed change(EnvironmentScope scope, List<String> keys, long version, FlagPatch patch, Intent intent) {
        List<Route> chosen =
                keys.stream().map(key -> routes.get(scope.project(), key)).toList();
        return changes.apply(scope, intent, locked -> {
            Flags.requireReason(locked, intent);
            List<FlagEntity> flags =
                    chosen.stream().map(route -> fresh(scope, route)).toList();
            requireVersion(flags, version);
            requireNothingHeldBack(locked, flags);
            return chosen.stream()
                    .map(route -> move(scope, route, patch, locked))
                    .flatMap(Optional::stream)
                    .toList();
        });
    }

    private Optional<Piece> move(EnvironmentScope scope, Route route, FlagPatch patch, LockedEnvironment locked) {
        FlagEntity entity = rows.get(scope, route.key());
        FlagState wanted = new FlagEdit(route.kind()).apply(entity.state(), patch);
        Flags.requireSafe(route, entity.state(), wanted);
        backlogs.require(scope, route, entity.state(), Stage.COMPLETE, wanted);
        return FlagChange.write(entity, route, wanted, locked);
    }

    private FlagEntity fresh(EnvironmentScope scope, Route route) {
        FlagEntity entity = rows.get(scope, route.key());
        rows.getEntityManager().refresh(entity);
        return entity;
    }

    private static void requireVersion(List<FlagEntity> flags, long version) {
        long newest = flags.stream().mapToLong(flag -> flag.version).max().orElse(0);
        if (newest != version) {
            throw Problem.preconditionFailed(newest);
        }
    }

    private static void requireNothingHeldBack(LockedEnvironment locked, List<FlagEntity> flags) {
        boolean route = flags.stream().anyMatch(flag -> flag.rollbackStage != null);
        if (route || locked.state().rollback() != null) {
            throw Problem.conflict(
                    "rolled-back",
                    (route ? "The route" : "The whole environment")
                            + " is rolled back, so nobody can be moved forward.",
                    "Resume it first.");
        }
    }
}
