package dev.banyan.server.flag;

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
import dev.banyan.server.flag.state.Drill;
import dev.banyan.server.flag.state.FlagState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * The way back; {@link Resumes} leads on again. A rollback asks for nothing: no version, no reason, no approval. Rolling back what is rolled back
 * changes nothing and succeeds.
 */
@ApplicationScoped
public class Rollbacks {
    private final FlagRows rows;
    private final Flags flags;
    private final Routes routes;
    private final Migrations migrations;
    private final EnvironmentChanges changes;
    private final Event<EmergencyRecorded> recorded;

    Rollbacks(
            FlagRows rows,
            Flags flags,
            Routes routes,
            Migrations migrations,
            EnvironmentChanges changes,
            Event<EmergencyRecorded> recorded) {
        this.rows = rows;
        this.flags = flags;
        this.routes = routes;
        this.migrations = migrations;
        this.changes = changes;
        this.recorded = recorded;
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

    private List<Route> routesOf(EnvironmentScope scope, String migration) {
        migrations.get(scope.project(), Objects.requireNonNull(migration));
        return routes.all(scope.project(), migration);
    }
}
