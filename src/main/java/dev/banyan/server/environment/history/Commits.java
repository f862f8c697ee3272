package dev.banyan.server.environment.history;

import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.EnvironmentScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Changes of many environments at once. */
@ApplicationScoped
public class Commits {
    private static final String BACK = AuditAction.sql(AuditAction.BACK);

    private final EntityManager database;

    Commits(EntityManager database) {
        this.database = database;
    }

    /** Newest first: what was committed lately, anywhere. */
    @Transactional
    public List<Commit> since(Duration age, int limit) {
        List<Tuple> rows = Rows.query(database, """
                        select environment_id, revision, at from change
                        where at > clock_timestamp() - make_interval(secs => :seconds) order by at desc limit :limit""")
                .setParameter("seconds", (double) age.toSeconds())
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream()
                .map(row -> new Commit(
                        row.get("environment_id", Long.class),
                        row.get("revision", Long.class),
                        row.get("at", Instant.class)))
                .toList();
    }

    /**
     * Newest first: the rollbacks, isolations and drills of all environments of a project.
     *
     * @param before only what comes after it in that order, for paging; null from the start
     */
    @Transactional
    public List<PastAction> back(String project, Commit before, int limit) {
        List<Tuple> rows = Rows.query(database, """
                        select e.id, e.key, c.revision, c.at, c.action, c.subject, c.actor, c.reason
                        from environment e join change c on c.environment_id = e.id
                        where e.project_key = :project and c.action in %s
                          and (cast(:at as timestamptz) is null
                               or (c.at, e.id, c.revision) < (cast(:at as timestamptz), :environment, :revision))
                        order by c.at desc, e.id desc, c.revision desc limit :limit""".formatted(BACK))
                .setParameter("project", project)
                .setParameter("at", before == null ? null : before.at().toString())
                .setParameter("environment", before == null ? 0L : before.environmentId())
                .setParameter("revision", before == null ? 0L : before.revision())
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream().map(Commits::pastAction).toList();
    }

    /** Empty for revision 0, and for one that is not there yet. */
    @Transactional
    public Optional<PastAction> at(EnvironmentScope scope, long revision) {
        List<Tuple> rows = Rows.query(database, """
                        select e.id, e.key, c.revision, c.at, c.action, c.subject, c.actor, c.reason
                        from change c join environment e on e.id = c.environment_id
                        where c.environment_id = :environment and c.revision = :revision""")
                .setParameter("environment", scope.id())
                .setParameter("revision", revision)
                .getResultList();
        return rows.stream().map(Commits::pastAction).findFirst();
    }

    private static PastAction pastAction(Tuple row) {
        return PastActionBuilder.builder()
                .environmentId(row.get("id", Long.class))
                .environment(row.get("key", String.class))
                .revision(row.get("revision", Long.class))
                .at(row.get("at", Instant.class))
                .action(row.get("action", String.class))
                .subject(row.get("subject", String.class))
                .by(row.get("actor", String.class))
                .reason(row.get("reason", String.class))
                .build();
    }
}
