package dev.banyan.server.environment.history;

import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.environment.RulesetJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How things stood at earlier revisions. Asks once, however many revisions are of interest. */
@ApplicationScoped
public class PastStates {
    private final EntityManager database;

    PastStates(EntityManager database) {
        this.database = database;
    }

    /**
     * What happened to a route between two revisions.
     *
     * @param then its state at the earlier one, as JSON in the words of the slice that owns it; null when it was not there yet
     * @param until its state at the later one; null when it is gone
     * @param changedAt the last revision that changed it in between
     */
    public record RouteChange(long since, String route, String then, String until, long changedAt) {}

    /** The routes that were changed after each of the revisions and up to {@code until}, in the order of their keys. */
    @Transactional
    public List<RouteChange> changedSince(EnvironmentScope scope, Collection<Long> revisions, long until) {
        List<Tuple> rows = Rows.query(database, """
                        select h.revision, i.key, (array_agg(i.before_state order by i.revision))[1] as before_state,
                          (array_agg(i.after_state order by i.revision desc))[1] as after_state, max(i.revision) as changed_at
                        from (select cast(value as bigint) as revision from jsonb_array_elements_text(cast(:revisions as jsonb))) as h
                        join change_item i on i.revision > h.revision
                        where i.environment_id = :environment and i.revision <= :until and i.section = 'route'
                        group by h.revision, i.key order by h.revision, i.key""")
                .setParameter("environment", scope.id())
                .setParameter("revisions", RulesetJson.write(revisions))
                .setParameter("until", until)
                .getResultList();
        return rows.stream()
                .map(row -> new RouteChange(
                        row.get("revision", Long.class),
                        row.get("key", String.class),
                        row.get("before_state", String.class),
                        row.get("after_state", String.class),
                        row.get("changed_at", Long.class)))
                .toList();
    }

    /** A route's state from a moment on, as JSON in the words of the slice that owns it; null when it is gone. */
    public record RouteState(String route, Instant at, String state) {}

    /** How each route stood at a moment, and every change of it since then; oldest first. */
    @Transactional
    public List<RouteState> since(EnvironmentScope scope, Instant from) {
        List<Tuple> rows = Rows.query(database, """
                        with edge as (select coalesce(max(revision), 0) as revision from change
                                      where environment_id = :environment and at < :from)
                        select s.key, c.at, s.after_state from (
                          (select distinct on (key) key, revision, after_state from change_item
                             where environment_id = :environment and section = 'route' and revision <= (select revision from edge)
                             order by key, revision desc)
                          union all
                          select key, revision, after_state from change_item
                             where environment_id = :environment and section = 'route' and revision > (select revision from edge)) s
                        join change c on c.environment_id = :environment and c.revision = s.revision
                        order by s.revision""")
                .setParameter("environment", scope.id())
                .setParameter("from", from)
                .getResultList();
        return rows.stream()
                .map(row -> new RouteState(
                        row.get("key", String.class),
                        row.get("at", Instant.class),
                        row.get("after_state", String.class)))
                .toList();
    }

    /** The rollback that covered the whole environment at each of the revisions; no entry where none did. */
    @Transactional
    public Map<Long, RollbackMode> rollbacksAt(EnvironmentScope scope, Collection<Long> revisions) {
        List<Tuple> rows = Rows.query(database, """
                        select h.revision, (select c.action from change c
                                            where c.environment_id = :environment and c.revision <= h.revision and c.action in %s
                                            order by c.revision desc limit 1) as action
                        from (select cast(value as bigint) as revision from jsonb_array_elements_text(cast(:revisions as jsonb))) as h
                        """.formatted(AuditAction.sql(AuditAction.ROLLBACKS_OF_ENVIRONMENTS)))
                .setParameter("environment", scope.id())
                .setParameter("revisions", RulesetJson.write(revisions))
                .getResultList();
        Map<Long, RollbackMode> modes = new HashMap<>();
        rows.forEach(row -> modes.put(row.get("revision", Long.class), mode(row.get("action", String.class))));
        modes.values().removeIf(mode -> mode == null);
        return modes;
    }

    private static RollbackMode mode(String action) {
        if (action == null || AuditAction.ENVIRONMENT_RESUMED.is(action)) {
            return null;
        }
        return AuditAction.ENVIRONMENT_ISOLATED.is(action) ? RollbackMode.ISOLATE : RollbackMode.ROLLBACK;
    }
}
