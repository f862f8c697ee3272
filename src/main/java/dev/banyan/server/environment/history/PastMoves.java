package dev.banyan.server.environment.history;

import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.Change;
import dev.banyan.server.environment.ChangeBuilder;
import dev.banyan.server.environment.EnvironmentScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was done to the routes of an environment, a line for each revision, however many routes it touched. */
@ApplicationScoped
public class PastMoves {
    private static final String ACTIONS = AuditAction.sql(AuditAction.MOVES);

    private final EntityManager database;

    PastMoves(EntityManager database) {
        this.database = database;
    }

    /**
     * A change of some routes, told by the first of them.
     *
     * @param change its key is that of the first route; null for the environment as a whole
     * @param routes how many it touched; 0 for the environment as a whole
     */
    public record Move(Change change, int routes) {}

    /** Newest first. */
    @Transactional
    public List<Move> since(EnvironmentScope scope, Instant from, int limit) {
        List<Tuple> rows = Rows.query(database, """
                        select c.revision, c.at, c.actor, c.action, c.subject, c.reason, touched.first, i.before_state, i.after_state,
                          (select min(e.taken_at) from emergency e
                            where e.environment_id = c.environment_id and e.settled_revision = c.revision) as taken_at,
                          cast(touched.routes as integer) as routes
                        from change c
                        cross join lateral (
                          select count(*) as routes, min(key) as first from change_item
                          where environment_id = c.environment_id and revision = c.revision and section = 'route') touched
                        left join change_item i on i.environment_id = c.environment_id and i.revision = c.revision
                          and i.section = 'route' and i.key = touched.first
                        where c.environment_id = :environment and c.at >= :from and c.action in %s
                        order by c.revision desc limit :limit""".formatted(ACTIONS))
                .setParameter("environment", scope.id())
                .setParameter("from", from)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream().map(PastMoves::move).toList();
    }

    /** When each route was changed last since a moment, by its key; the environment as a whole by the empty one. */
    @Transactional
    public Map<String, Instant> newest(EnvironmentScope scope, Instant from) {
        List<Tuple> rows = Rows.query(database, """
                        select coalesce(i.key, '') as route, max(c.at) as at from change c
                        left join change_item i on i.environment_id = c.environment_id and i.revision = c.revision
                          and i.section = 'route'
                        where c.environment_id = :environment and c.at >= :from and c.action in %s
                        group by 1""".formatted(ACTIONS))
                .setParameter("environment", scope.id())
                .setParameter("from", from)
                .getResultList();
        Map<String, Instant> newest = new HashMap<>();
        rows.forEach(row -> newest.put(row.get("route", String.class), row.get("at", Instant.class)));
        return newest;
    }

    private static Move move(Tuple row) {
        Change change = ChangeBuilder.builder()
                .revision(row.get("revision", Long.class))
                .at(row.get("at", Instant.class))
                .actor(row.get("actor", String.class))
                .action(row.get("action", String.class))
                .subject(row.get("subject", String.class))
                .reason(row.get("reason", String.class))
                .key(row.get("first", String.class))
                .before(row.get("before_state", String.class))
                .after(row.get("after_state", String.class))
                .takenAt(row.get("taken_at", Instant.class))
                .build();
        return new Move(change, row.get("routes", Integer.class));
    }
}
