package dev.banyan.server.retirement;

import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.Rows;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.environment.EnvironmentScope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Remembers builds that asked for a route at its last stage, longer than their instances are remembered. */
@ApplicationScoped
class BuildLog {
    private final Recurring recurring = new Recurring(Logger.getLogger(BuildLog.class));
    private final EntityManager database;

    BuildLog(EntityManager database) {
        this.database = database;
    }

    @Transactional
    void note(EnvironmentScope scope, String route, AskingBuild build) {
        database.createNativeQuery("""
                        insert into retirement_build as held
                          (environment_id, route_key, application, version, first_seen, last_seen, uncounted, uncounted_at)
                        values (:environment, :route, :application, :version, :first, :last, :uncounted, cast(:uncountedAt as timestamptz))
                        on conflict (environment_id, route_key, application, version) do update set
                          first_seen = least(held.first_seen, excluded.first_seen),
                          last_seen = greatest(held.last_seen, excluded.last_seen),
                          uncounted = case when held.uncounted_at >= excluded.uncounted_at or excluded.uncounted is null
                            then held.uncounted else excluded.uncounted end,
                          uncounted_at = greatest(held.uncounted_at, excluded.uncounted_at)""")
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .setParameter("application", build.application())
                .setParameter("version", build.version())
                .setParameter("first", build.firstSeen())
                .setParameter("last", build.lastSeen())
                .setParameter("uncounted", build.uncounted())
                .setParameter("uncountedAt", build.uncountedAt())
                .executeUpdate();
    }

    @Transactional
    List<AskingBuild> of(EnvironmentScope scope, String route) {
        List<Tuple> rows = Rows.query(database, """
                        select application, version, first_seen, last_seen, uncounted, uncounted_at from retirement_build
                        where environment_id = :environment and route_key = :route""")
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .getResultList();
        return rows.stream().map(BuildLog::build).toList();
    }

    private static AskingBuild build(Tuple row) {
        return AskingBuildBuilder.builder()
                .application(row.get("application", String.class))
                .version(row.get("version", String.class))
                .running(0)
                .firstSeen(row.get("first_seen", Instant.class))
                .lastSeen(row.get("last_seen", Instant.class))
                .legacyHour(null)
                .legacyBy(null)
                .uncounted(row.get("uncounted", String.class))
                .uncountedAt(row.get("uncounted_at", Instant.class))
                .build();
    }

    @Scheduled(
            every = "1h",
            delayed = "3m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void forget() {
        recurring.attempt(
                "Forgetting builds",
                () -> QuarkusTransaction.requiringNew()
                        .call(() -> database.createNativeQuery(
                                        "delete from retirement_build where last_seen < clock_timestamp() - interval '400 days'")
                                .executeUpdate()));
    }
}
