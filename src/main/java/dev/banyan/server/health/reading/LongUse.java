package dev.banyan.server.health.reading;

import dev.banyan.server.database.Sums;
import dev.banyan.server.environment.EnvironmentScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** How much both sides were used over days and months, from the hours and days of a year. */
@ApplicationScoped
public class LongUse {
    private static final String OF_ROUTE = """
        select min(at), max(at) filter (where legacy_calls > 0), %s, %s
        from outcome_hour where environment_id = :environment and route_key = :route\
        """.formatted(since("legacy_calls"), since("new_calls"));

    private static final String DAILY = """
        select cast(at at time zone 'UTC' as date) as day, %s, %s
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
        Object[] row = (Object[]) database.createNativeQuery(OF_ROUTE, Object[].class)
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .setParameter("from", from)
                .getSingleResult();
        return new OfRoute((Instant) row[0], (Instant) row[1], (Long) row[2], (Long) row[3]);
    }

    /** In their order; days without requests are left out. */
    @Transactional
    @SuppressWarnings("unchecked")
    public List<Day> daily(EnvironmentScope scope, Instant from) {
        List<Object[]> rows = database.createNativeQuery(DAILY, Object[].class)
                .setParameter("environment", scope.id())
                .setParameter("from", from)
                .getResultList();
        return rows.stream()
                .map(row -> new Day(day(row[0]), (Long) row[1], (Long) row[2]))
                .toList();
    }

    private static String since(String column) {
        return Sums.total("case when at >= :from then " + column + " else 0 end");
    }

    private static LocalDate day(Object value) {
        return value instanceof Date date ? date.toLocalDate() : (LocalDate) value;
    }
}
