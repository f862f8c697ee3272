package dev.banyan.server.flag;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Migrations;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentChanges;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.LockedEnvironment;
import dev.banyan.server.environment.Piece;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.environment.TakenRollback;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * The way back, and on again. A rollback asks for nothing: no version, no reason, no approval. Rolling back what is rolled back
 * changes nothing and succeeds.
 */
@ApplicationScoped
public class Rollbacks {
    private final FlagRows rows;
    private final Flags flags;
    private final Routes routes;
    private final Migrations migrations;
    private final EnvironmentChanges changes;
    private final Resumes resumes;
    private final Event<EmergencyRecorded> recorded;
    private final WithoutDatabase withoutDatabase;

    Rollbacks(
            FlagRows rows,
            Flags flags,
            Routes routes,
            Migrations migrations,
            EnvironmentChanges changes,
            Resumes resumes,
            Event<EmergencyRecorded> recorded,
            WithoutDatabase withoutDatabase) {
        this.rows = rows;
        this.flags = flags;
        this.routes = routes;
        this.migrations = migrations;
        this.changes = changes;
        this.resumes = resumes;
        this.recorded = recorded;
        this.withoutDatabase = withoutDatabase;
    }

    @Transactional
    public Committed route(EnvironmentScope scope, String route, RollbackMode mode, Intent intent) {
        return rollBack(scope, List.of(routes.get(scope.project(), route)), mode, intent);
    }

    /**
     * Returns the route over some seconds, or at once where that is what it is set to; where it is on its way back already, the rest at once.
     *
     * @param seconds null as the route is set
     */
    @Transactional
    public Committed paced(EnvironmentScope scope, String key, Integer seconds, Intent intent) {
        List<Route> one = List.of(routes.get(scope.project(), key));
        return changes.apply(
                scope,
                intent.atOnce(),
                locked -> flags.writeAll(
                        scope,
                        one,
                        locked,
                        (route, flag) -> flag.rollBackOver(
                                secondsFor(flag, seconds, locked),
                                route.kind(),
                                locked.now(),
                                intent.actor().name(),
                                intent.reason())));
    }

    private static int secondsFor(FlagState flag, Integer wanted, LockedEnvironment locked) {
        if (locked.state().rollback() != null) {
            // Nobody is left to return.
            return 0;
        }
        return wanted == null ? flag.settings().pacedSeconds() : wanted;
    }

    @Transactional
    public Committed migration(EnvironmentScope scope, String migration, RollbackMode mode, Intent intent) {
        return rollBack(scope, routesOf(scope, migration), mode, intent);
    }

    /** One small change, whatever the number of routes. */
    @Transactional
    public Committed environment(EnvironmentScope scope, RollbackMode mode, Intent intent) {
        return changes.apply(
                scope,
                intent.atOnce(),
                locked -> holdAll(locked, mode, intent.actor().name(), locked.now()));
    }

    /**
     * Commits what was taken while the database was away, once. Whatever the flags were moved to since then, they are held back; a route
     * that is gone by now is let be.
     */
    @Transactional
    public Committed settle(EnvironmentScope scope, TakenRollback taken, Intent intent) {
        return changes.settle(scope, taken, intent.atOnce(), locked -> settle(scope, taken, locked));
    }

    private List<Piece> settle(EnvironmentScope scope, TakenRollback taken, LockedEnvironment locked) {
        recorded.fire(new EmergencyRecorded(scope, taken, locked.now()));
        return taken.routes() == null
                ? holdAll(locked, taken.mode(), taken.actor(), taken.takenAt())
                : flags.writeAll(scope, stillThere(scope, taken.routes()), locked, holdBack(taken));
    }

    private static List<Piece> holdAll(LockedEnvironment locked, RollbackMode mode, String by, Instant at) {
        boolean isolated = locked.state().rollback() == RollbackMode.ISOLATE;
        if (!isolated && locked.state().rollback() != mode) {
            locked.rollBack(mode, by, at);
        }
        return List.of();
    }

    private static BiFunction<Route, FlagState, FlagState> holdBack(TakenRollback taken) {
        return (route, flag) ->
                flag.rollBack(route.kind(), taken.mode(), taken.takenAt(), taken.actor(), taken.reason());
    }

    private List<Route> stillThere(EnvironmentScope scope, List<String> keys) {
        return routes.all(scope.project(), null).stream()
                .filter(route -> keys.contains(route.key()))
                .toList();
    }

    /** @param backfilled the sender's word that the new side has been given what it missed while it was isolated */
    @Transactional
    public Committed resumeRoute(EnvironmentScope scope, String route, boolean backfilled, Intent intent) {
        return resumeRoutes(scope, List.of(route), backfilled, intent);
    }

    /** All of them or none, in one revision. */
    @Transactional
    public Committed resumeRoutes(EnvironmentScope scope, List<String> keys, boolean backfilled, Intent intent) {
        List<Route> chosen =
                keys.stream().map(key -> routes.get(scope.project(), key)).toList();
        settleFirst(scope);
        return resumes.routes(scope, chosen, backfilled, intent);
    }

    @Transactional
    public Committed resumeMigration(EnvironmentScope scope, String migration, boolean backfilled, Intent intent) {
        settleFirst(scope);
        return resumes.routes(scope, routesOf(scope, migration), backfilled, intent);
    }

    @Transactional
    public Committed resumeEnvironment(EnvironmentScope scope, boolean backfilled, Intent intent) {
        settleFirst(scope);
        return resumes.environment(scope, backfilled, intent);
    }

    /** Otherwise what is still to be committed here would take the resume back a moment later, and it would be said to have changed nothing. */
    private void settleFirst(EnvironmentScope scope) {
        withoutDatabase.unsettled(scope).forEach(it -> settle(scope, it.taken(), it.intent()));
    }

    /** Rehearses a rollback: the change goes the whole way and is acknowledged at once, and moves nobody. */
    @Transactional
    public Committed drill(EnvironmentScope scope, String key, Intent intent) {
        Route route = routes.get(scope.project(), key);
        return changes.apply(scope, intent.atOnce(), locked -> {
            FlagEntity flag = rows.get(scope, key);
            rows.getEntityManager().refresh(flag);
            Drill drill = new Drill(
                    locked.nextRevision(), locked.now(), intent.actor().name());
            return List.of(FlagChange.drill(flag, route, drill));
        });
    }

    /** Somebody has replayed to legacy what existed only in the new side. */
    @Transactional
    public Committed replayed(EnvironmentScope scope, String route, Intent intent) {
        List<Route> one = List.of(routes.get(scope.project(), route));
        return changes.apply(
                scope,
                intent.confirmed(true),
                locked -> flags.writeAll(scope, one, locked, (it, flag) -> flag.replayed()));
    }

    private Committed rollBack(EnvironmentScope scope, List<Route> chosen, RollbackMode mode, Intent intent) {
        return changes.apply(
                scope,
                intent.atOnce(),
                locked -> flags.writeAll(
                        scope,
                        chosen,
                        locked,
                        (route, flag) -> flag.rollBack(
                                route.kind(), mode, locked.now(), intent.actor().name(), intent.reason())));
    }

    static Stage heldAt(RouteKind kind, RollbackMode mode) {
        return mode == RollbackMode.ISOLATE ? Stage.OFF : kind.rollbackStage();
    }

    private List<Route> routesOf(EnvironmentScope scope, String migration) {
        migrations.get(scope.project(), Objects.requireNonNull(migration));
        return routes.all(scope.project(), migration);
    }
}
