package dev.banyan.server.flag;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentChanges;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.LockedEnvironment;
import dev.banyan.server.environment.Piece;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.flag.state.PacedRollbackProgress;
import io.soabase.recordbuilder.core.RecordBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/**
 * Rollbacks that are under way, and their next step. A step is made once, whoever tries: it names the step before it, which holds only
 * until it is made. After a crash any replica goes on from what is committed.
 */
@ApplicationScoped
class PacedRollbacks {
    private static final Actor PACE = Actor.system("pace");

    /**
     * A step that is due.
     *
     * @param step the number of the step that was made last
     * @param covered whether the whole environment is rolled back, so that there is nobody left to return
     */
    @RecordBuilder
    record Due(EnvironmentScope scope, String route, Instant startedAt, int seconds, int step, boolean covered) {
        boolean last() {
            return covered || new PacedRollbackProgress(seconds, step + 1, startedAt).isOver();
        }

        private boolean isOf(FlagState flag) {
            return flag.isComingDown()
                    && flag.rollback().at().equals(startedAt)
                    && flag.rollback().pace().step() == step;
        }

        private Intent intent() {
            Intent intent = Intent.of(
                            PACE,
                            last() ? AuditAction.FLAG_ROLLBACK_FINISHED : AuditAction.FLAG_ROLLBACK_STEPPED,
                            route)
                    .once("pace:" + startedAt + ":" + (step + 1) + ":" + route);
            return last() ? intent.atOnce() : intent;
        }
    }

    private final EntityManager database;
    private final FlagRows rows;
    private final Routes routes;
    private final EnvironmentChanges changes;
    private final Event<PacedRollbackFinished> finished;

    PacedRollbacks(
            EntityManager database,
            FlagRows rows,
            Routes routes,
            EnvironmentChanges changes,
            Event<PacedRollbackFinished> finished) {
        this.database = database;
        this.rows = rows;
        this.routes = routes;
        this.changes = changes;
        this.finished = finished;
    }

    @Transactional
    List<Due> due() {
        List<Tuple> found = Rows.query(database, """
                        select e.id, e.project_key, e.key, f.route_key, f.rolled_back_at, f.pace_seconds, f.pace_step,
                          e.rollback_mode is not null as covered
                        from flag f join environment e on e.id = f.environment_id
                        where f.pace_next_at is not null
                          and (f.pace_next_at <= clock_timestamp() or e.rollback_mode is not null)
                        order by f.pace_next_at limit 1000""").getResultList();
        return found.stream().map(PacedRollbacks::due).toList();
    }

    private static Due due(Tuple row) {
        return PacedRollbacksDueBuilder.builder()
                .scope(new EnvironmentScope(
                        row.get("id", Long.class), row.get("project_key", String.class), row.get("key", String.class)))
                .route(row.get("route_key", String.class))
                .startedAt(row.get("rolled_back_at", Instant.class))
                .seconds(row.get("pace_seconds", Integer.class))
                .step(row.get("pace_step", Integer.class))
                .covered(row.get("covered", Boolean.class))
                .build();
    }

    @Transactional
    Committed step(Due due) {
        Route route = routes.get(due.scope().project(), due.route());
        return changes.apply(due.scope(), due.intent(), locked -> step(due, route, locked));
    }

    private List<Piece> step(Due due, Route route, LockedEnvironment locked) {
        FlagEntity entity = rows.get(due.scope(), route.key());
        rows.getEntityManager().refresh(entity);
        FlagState flag = entity.state();
        if (!due.isOf(flag)) {
            return List.of();
        }
        FlagState next = due.last() ? flag.allTheWayBack() : flag.steppedBack(locked.now());
        List<Piece> pieces =
                FlagChange.write(entity, route, next, locked).stream().toList();
        if (!next.isComingDown()) {
            finished.fire(PacedRollbackFinishedBuilder.builder()
                    .scope(due.scope())
                    .route(due.route())
                    .seconds(due.seconds())
                    .startedAt(due.startedAt())
                    .by(flag.rollback().by())
                    .at(locked.now())
                    .build());
        }
        return pieces;
    }
}
