package dev.banyan.server.flag;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Migrations;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentChanges;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.LockedEnvironment;
import dev.banyan.server.environment.Piece;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.flag.state.Missing;
import dev.banyan.server.flag.state.ResumeCheck;
import dev.banyan.server.flag.state.ResumeOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** On again from where something was held back: the same contexts return to the new side, and what was stopped by that goes on with them. */
@ApplicationScoped
public class Resumes {
    private final FlagRows rows;
    private final Flags flags;
    private final Routes routes;
    private final Migrations migrations;
    private final EnvironmentChanges changes;
    private final BacklogCheck backlogs;
    private final GoesAlong along;
    private final Rollbacks rollbacks;
    private final WithoutDatabase withoutDatabase;

    Resumes(
            FlagRows rows,
            Flags flags,
            Routes routes,
            Migrations migrations,
            EnvironmentChanges changes,
            BacklogCheck backlogs,
            GoesAlong along,
            Rollbacks rollbacks,
            WithoutDatabase withoutDatabase) {
        this.rows = rows;
        this.flags = flags;
        this.routes = routes;
        this.migrations = migrations;
        this.changes = changes;
        this.backlogs = backlogs;
        this.along = along;
        this.rollbacks = rollbacks;
        this.withoutDatabase = withoutDatabase;
    }

    @Transactional
    public Committed route(EnvironmentScope scope, String key, ResumeOrder order, Intent intent) {
        Route route = routes.get(scope.project(), key);
        return apply(scope, List.of(route), intent, locked -> {
            FlagEntity flag = rows.get(scope, key);
            rows.getEntityManager().refresh(flag);
            if (order.seen() != null) {
                flags.requireVersion(flag, order.seen(), route, locked);
            }
            flag.state().rollbackIfAny().ifPresent(held -> ResumeCheck.requireMeant(order, intent, held, locked.now()));
            return goOn(scope, List.of(route), order.backfilled(), intent, locked);
        });
    }

    /** All of them or none, in one revision. */
    @Transactional
    public Committed routes(EnvironmentScope scope, List<String> keys, Intent intent) {
        List<Route> chosen =
                keys.stream().map(key -> routes.get(scope.project(), key)).toList();
        return apply(scope, chosen, intent, locked -> goOn(scope, chosen, false, intent, locked));
    }

    @Transactional
    public Committed migration(EnvironmentScope scope, String migration, ResumeOrder order, Intent intent) {
        List<Route> chosen = routesOf(scope, migration);
        return apply(scope, chosen, intent, locked -> goOn(scope, chosen, order.backfilled(), intent, locked));
    }

    @Transactional
    public Committed environment(EnvironmentScope scope, ResumeOrder order, Intent intent) {
        return apply(scope, routes.all(scope.project(), null), intent, locked -> {
            EnvironmentState environment = locked.state();
            if (environment.rollback() == null) {
                return List.of();
            }
            ResumeCheck.requireSeen(order, environment);
            ResumeCheck.requireMeant(order, intent, environment, locked.now());
            Flags.requireReason(locked, intent);
            requireReady(scope, environment.rollback(), order.backfilled());
            locked.rollBack(null, null);
            return List.of();
        });
    }

    private Committed apply(
            EnvironmentScope scope, List<Route> chosen, Intent intent, Function<LockedEnvironment, List<Piece>> work) {
        GoesAlong.Held held = along.hold(scope, chosen.stream().map(Route::key).toList());
        // The end of a rollback brings no new rules: everybody can follow as far as they could before.
        settleFirst(scope);
        Committed committed = changes.apply(scope, intent.confirmed(true), work);
        if (committed.changed()) {
            held.goOn(intent.actor(), intent.reason());
        }
        return committed;
    }

    /** Otherwise what is still to be committed here would take the resume back a moment later, and it would be said to have changed nothing. */
    private void settleFirst(EnvironmentScope scope) {
        withoutDatabase.unsettled(scope).forEach(it -> rollbacks.settle(scope, it.taken(), it.intent()));
    }

    /** Refuses what {@link #route} would refuse at this moment, its version and reason aside; changes nothing. */
    @Transactional
    public void requireRouteReady(EnvironmentScope scope, String key, boolean backfilled) {
        Route route = routes.get(scope.project(), key);
        ResumeCheck.requireEnvironmentGoesOn(flags.environment(scope));
        requireReady(scope, route, rows.get(scope, key).state(), backfilled);
    }

    /** Refuses what {@link #environment} would refuse at this moment, its version and reason aside; changes nothing. */
    @Transactional
    public void requireEnvironmentReady(EnvironmentScope scope, boolean backfilled) {
        RollbackMode mode = flags.environment(scope).rollback();
        if (mode != null) {
            requireReady(scope, mode, backfilled);
        }
    }

    /** As many questions to the database as for a single route. */
    private void requireReady(EnvironmentScope scope, RollbackMode mode, boolean backfilled) {
        Map<String, FlagState> states =
                rows.ofEnvironment(scope).stream().collect(Collectors.toMap(flag -> flag.route, FlagEntity::state));
        Function<String, Missing> lackedByNew = backlogs.lackedByNew(scope);
        for (Route route : routes.all(scope.project(), null)) {
            FlagState flag = states.get(route.key());
            Stage heldAt = mode.cap(route.kind());
            if (flag.heldAt() == null) {
                BacklogCheck.require(route, flag, heldAt, flag, lackedByNew);
            }
            if (!backfilled) {
                ResumeCheck.requireNoBackfill(route, flag, heldAt);
            }
        }
    }

    private List<Piece> goOn(
            EnvironmentScope scope, List<Route> chosen, boolean backfilled, Intent intent, LockedEnvironment locked) {
        ResumeCheck.requireEnvironmentGoesOn(locked.state());
        Flags.requireReason(locked, intent);
        return flags.writeAll(scope, chosen, locked, (route, flag) -> {
            requireReady(scope, route, flag, backfilled);
            return flag.resume();
        });
    }

    private void requireReady(EnvironmentScope scope, Route route, FlagState flag, boolean backfilled) {
        if (flag.rollback() == null) {
            return;
        }
        ResumeCheck.requireFinished(route, flag);
        ResumeCheck.requireNoWritesMissed(route, flag);
        backlogs.require(scope, route, flag, flag.rollback().stage(), flag.resume());
        if (!backfilled) {
            ResumeCheck.requireNoBackfill(route, flag, flag.rollback().stage());
        }
    }

    private List<Route> routesOf(EnvironmentScope scope, String migration) {
        migrations.get(scope.project(), Objects.requireNonNull(migration));
        return routes.all(scope.project(), migration);
    }
}
