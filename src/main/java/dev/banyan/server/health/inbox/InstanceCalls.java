package dev.banyan.server.health.inbox;

import dev.banyan.evaluation.Bucketing;
import dev.banyan.evaluation.Cohort;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.database.OneColumn;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.Rows;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.delivery.request.InstanceIdentity;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.health.figures.RouteFigures;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * What single instances say of their calls. Only of routes that everybody is led away from legacy is it kept who calls it all the same: that is
 * rare, so the price is a look at the rules for each batch, and once an hour a row for each of those instances.
 */
@ApplicationScoped
public class InstanceCalls {
    private final Recurring recurring = new Recurring(Logger.getLogger(InstanceCalls.class));
    /** Of an environment. Beyond, only the sum of all instances tells. */
    private static final int MOST = 10_000;

    private static final String NOTE = """
        insert into legacy_call as held (environment_id, route_key, instance_id, application, version, hour)
        select b.environment, r.route, b.instance, b.application, b.version, date_trunc('hour', clock_timestamp() - b.age)
        from (select ?::bigint as environment, ?::text as instance, ?::text as application, ?::text as version,
                make_interval(secs => ?) as age) b
          cross join unnest(?::text[]) as r (route)
        where not exists (select 1 from legacy_call k where k.environment_id = b.environment and k.route_key = r.route
            and k.instance_id = b.instance and k.hour >= date_trunc('hour', clock_timestamp() - b.age))
          and (select count(*) from legacy_call k where k.environment_id = b.environment) < %d
        order by r.route
        on conflict (environment_id, route_key, instance_id) do update set
          hour = greatest(held.hour, excluded.hour), application = excluded.application, version = excluded.version\
        """.formatted(MOST);

    private final EntityManager database;

    InstanceCalls(EntityManager database) {
        this.database = database;
    }

    /**
     * The last call of an instance on legacy, while nobody was led there any more.
     *
     * @param hour the one in which it was
     */
    public record OnLegacy(String instance, String application, String version, Instant hour) {}

    /** Within the transaction that takes the batch. */
    static void note(
            Connection connection,
            long environmentId,
            InstanceIdentity instance,
            Duration age,
            Ruleset rules,
            Map<String, RouteFigures> figures)
            throws SQLException {
        Object[] routes = figures.entrySet().stream()
                .filter(each -> each.getValue().calls(Side.LEGACY) > 0)
                .map(Map.Entry::getKey)
                .filter(route -> leadsToNewOnly(rules, route))
                .toArray();
        if (routes.length == 0) {
            return;
        }
        try (PreparedStatement row = connection.prepareStatement(NOTE)) {
            row.setLong(1, environmentId);
            row.setString(2, instance.id());
            row.setString(3, instance.application());
            row.setString(4, instance.version());
            row.setDouble(5, TelemetryInbox.seconds(age));
            row.setArray(6, connection.createArrayOf("text", routes));
            row.executeUpdate();
        }
    }

    private static boolean leadsToNewOnly(Ruleset rules, String key) {
        RouteRules route = rules.route(key);
        return route.enabled()
                && route.rollbackCap() == null
                && rules.rollback() == null
                && route.cohorts().stream().allMatch(InstanceCalls::isComplete);
    }

    private static boolean isComplete(Cohort cohort) {
        int share = cohort.rollout().share();
        return (share == 0 || cohort.rollout().to() == Stage.COMPLETE)
                && (share == Bucketing.BUCKETS || cohort.rollout().from() == Stage.COMPLETE);
    }

    /** The newest first. */
    @Transactional
    public List<OnLegacy> onLegacy(EnvironmentScope scope, String route) {
        List<Tuple> rows = Rows.query(database, """
                        select instance_id, application, version, hour from legacy_call
                        where environment_id = :environment and route_key = :route order by hour desc, instance_id""")
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .getResultList();
        return rows.stream()
                .map(row -> new OnLegacy(
                        row.get("instance_id", String.class),
                        row.get("application", String.class),
                        row.get("version", String.class),
                        row.get("hour", Instant.class)))
                .toList();
    }

    /** Those of some instances that have sent outcomes since they began. */
    @Transactional
    public Set<String> counted(EnvironmentScope scope, Collection<String> instances) {
        return Set.copyOf(OneColumn.query(
                        database,
                        "select distinct split_part(instance_id, '@', 1) as instance_id from telemetry_cursor"
                                + " where environment_id = :environment and split_part(instance_id, '@', 1) in (:instances)",
                        "instance_id",
                        String.class)
                .setParameter("environment", scope.id())
                .setParameter("instances", instances)
                .getResultList());
    }

    @Scheduled(
            every = "1h",
            delayed = "2m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void forget() {
        recurring.attempt(
                "Forgetting calls of legacy",
                () -> QuarkusTransaction.requiringNew()
                        .call(() -> database.createNativeQuery(
                                        "delete from legacy_call where hour < clock_timestamp() - interval '400 days'")
                                .executeUpdate()));
    }
}
