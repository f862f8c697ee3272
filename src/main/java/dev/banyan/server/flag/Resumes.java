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
import dev.banyan.server.environment.RollbackMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lets routes go on from where they were held back, and with them what was stopped by that. In the caller's transaction. */
@ApplicationScoped
class Resumes {
    private final FlagRows rows;
    private final Flags flags;
    private final Routes routes;
    private final EnvironmentChanges changes;
    private final BacklogCheck backlogs;
    private final GoesAlong along;

    Resumes(
            FlagRows rows,
            Flags flags,
            Routes routes,
            EnvironmentChanges changes,
            BacklogCheck backlogs,
            GoesAlong along) {
        this.rows = rows;
        this.flags = flags;
        this.routes = routes;
        this.changes = changes;
        this.backlogs = backlogs;
        this.along = along;
    }

    Committed routes(EnvironmentScope scope, List<Route> chosen, boolean backfilled, Intent intent) {
        return apply(scope, chosen, intent, locked -> {
            ResumeCheck.requireEnvironmentGoesOn(locked);
            Flags.requireReason(locked, intent);
            return flags.writeAll(scope, chosen, locked, (route, flag) -> resumed(scope, route, flag, backfilled));
        });
    }

    Committed environment(EnvironmentScope scope, boolean backfilled, Intent intent) {
        return apply(scope, routes.all(scope.project(), null), intent, locked -> {
            if (locked.state().rollback() == null) {
                return List.of();
            }
            Flags.requireReason(locked, intent);
            requireReady(scope, locked.state().rollback(), backfilled);
            locked.rollBack(null, null);
            return List.of();
        });
    }

    private Committed apply(
            EnvironmentScope scope, List<Route> chosen, Intent intent, Function<LockedEnvironment, List<Piece>> work) {
        GoesAlong.Held held = along.hold(scope, chosen.stream().map(Route::key).toList());
        // The end of a rollback brings no new rules: everybody can follow as far as they could before.
        Committed committed = changes.apply(scope, intent.confirmed(true), work);
        if (committed.changed()) {
            held.goOn(intent.actor(), intent.reason());
        }
        return committed;
    }

    private FlagState resumed(EnvironmentScope scope, Route route, FlagState flag, boolean backfilled) {
        if (flag.rollback() != null) {
            ResumeCheck.requireFinished(route, flag);
            ResumeCheck.requireNoWritesMissed(route, flag);
            backlogs.require(scope, route, flag, flag.rollback().stage(), flag.resume());
        }
        if (flag.rollback() != null && !backfilled) {
            ResumeCheck.requireNoBackfill(route, flag, flag.rollback().stage());
        }
        return flag.resume();
    }

    /** As many questions to the database as for a single route. */
    private void requireReady(EnvironmentScope scope, RollbackMode mode, boolean backfilled) {
        Map<String, FlagState> states =
                rows.ofEnvironment(scope).stream().collect(Collectors.toMap(flag -> flag.route, FlagEntity::state));
        Function<String, Missing> lackedByNew = backlogs.lackedByNew(scope);
        for (Route route : routes.all(scope.project(), null)) {
            FlagState flag = states.get(route.key());
            Stage heldAt = Rollbacks.heldAt(route.kind(), mode);
            if (flag.heldAt() == null) {
                BacklogCheck.require(route, flag, heldAt, flag, lackedByNew);
            }
            if (!backfilled) {
                ResumeCheck.requireNoBackfill(route, flag, heldAt);
            }
        }
    }
}
