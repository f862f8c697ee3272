package dev.banyan.server.delivery;

import dev.banyan.server.environment.ChangeLog;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is connected to any replica, and what they have applied. */
@ApplicationScoped
public class Instances {
    private final EntityManager database;
    private final ChangeLog log;
    private final DeliveryConfig config;

    Instances(EntityManager database, ChangeLog log, DeliveryConfig config) {
        this.database = database;
        this.log = log;
        this.config = config;
    }

    /** In the order of their names. */
    @Transactional
    @SuppressWarnings("unchecked")
    public List<Instance> present(EnvironmentScope scope) {
        List<Object[]> rows = database.createNativeQuery("""
                        select i.id, i.application, i.version, i.host, i.sdk, i.started_at, i.last_seen, i.connected_to is not null,
                          case when i.applied_epoch = e.epoch then i.applied_revision end, i.applied_at, i.refused_revision,
                          i.refused_reason
                        from instance i join environment e on e.id = i.environment_id
                        where i.environment_id = :environment
                          and i.last_seen > clock_timestamp() - make_interval(secs => :timeout)
                        order by i.application, i.host, i.id""", Object[].class)
                .setParameter("environment", scope.id())
                .setParameter("timeout", (double) config.instanceTimeout().toSeconds())
                .getResultList();
        return rows.stream().map(Instances::instance).toList();
    }

    /** @throws Problem 404 when the environment has no such revision */
    @Transactional
    public Convergence convergence(EnvironmentState environment, long revision) {
        EnvironmentScope scope = environment.scope();
        // Revision 0 is the environment before its first change.
        Instant committedAt = revision == 0
                ? environment.createdAt()
                : log.committedAt(scope, revision)
                        .orElseThrow(() -> Problem.notFound("revision " + revision + " of " + scope.key()));
        return Convergence.of(revision, committedAt, present(scope), acknowledgedAt(scope, revision));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Instant> acknowledgedAt(EnvironmentScope scope, long revision) {
        List<Object[]> rows = database.createNativeQuery(
                        "select instance_id, min(at) from applied"
                                + " where environment_id = :environment and revision >= :revision group by instance_id",
                        Object[].class)
                .setParameter("environment", scope.id())
                .setParameter("revision", revision)
                .getResultList();
        Map<String, Instant> times = new HashMap<>();
        rows.forEach(row -> times.put((String) row[0], (Instant) row[1]));
        return times;
    }

    private static Instance instance(Object[] row) {
        return new Instance(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (Instant) row[5],
                (Instant) row[6],
                (Boolean) row[7],
                (Long) row[8],
                (Instant) row[9],
                (Long) row[10],
                (String) row[11]);
    }
}
