package dev.banyan.server.health.reading;

import dev.banyan.server.database.Rows;
import dev.banyan.server.database.Sums;
import dev.banyan.server.environment.EnvironmentScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** How much both sides were used over days and months, from the hours and days of a year. */
@ApplicationScoped
public class LongUse {
    private static final String OF_ROUTE = """
        select min(at) as first_heard, max(at) filter (where legacy_calls > 0) as last_legacy, %s as legacy_calls, %s as new_calls
        from outcome_hour where environment_id = :environment and route_key = :route\
        """.formatted(since("legacy_calls"), since("new_calls"));

    private static final String DAILY = """
        select cast(at at time zone 'UTC' as date) as day, %s as legacy_served, %s as new_served
        from outcome_day where environment_id = :environment and at >= :from
        group by 1 having sum(legacy_served) + sum(new_served) > 0 order by 1\
        """.formatted(Sums.total("legacy_served"), Sums.total("new_served"));

    private final EntityManager database;

    LongUse(EntityManager database) {
        this.database = database;
    }

    /**
     * The calls of a route, those included whose answers nobody got.
     *
     * @param firstHeard the first hour with any call; null for none
     * @param lastLegacy the last hour with a call on legacy; null for none
     * @param newCalls calls on new since the moment that was asked for
     */
    public record OfRoute(Instant firstHeard, Instant lastLegacy, long legacyCalls, long newCalls) {}

    /** The requests of a day (UTC), by the side that answered. */
    public record Day(LocalDate day, long legacy, long fresh) {}

    /** @param from whole hours from this one on are counted */
    @Transactional
    public OfRoute ofRoute(EnvironmentScope scope, String route, Instant from) {
        Tuple row = Rows.query(database, OF_ROUTE)
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .setParameter("from", from)
                .getSingleResult();
        return new OfRoute(
                row.get("first_heard", Instant.class),
                row.get("last_legacy", Instant.class),
                row.get("legacy_calls", Long.class),
                row.get("new_calls", Long.class));
    }

    /** In their order; days without requests are left out. */
    @Transactional
    public List<Day> daily(EnvironmentScope scope, Instant from) {
        List<Tuple> rows = Rows.query(database, DAILY)
                .setParameter("environment", scope.id())
                .setParameter("from", from)
                .getResultList();
        return rows.stream()
                .map(row -> new Day(
                        row.get("day", LocalDate.class),
                        row.get("legacy_served", Long.class),
                        row.get("new_served", Long.class)))
                .toList();
    }

    private static String since(String column) {
        return Sums.total("case when at >= :from then " + column + " else 0 end");
    }
}
