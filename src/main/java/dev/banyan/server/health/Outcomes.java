package dev.banyan.server.health;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RulesetJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what services measured. Times are the database's. */
@ApplicationScoped
public class Outcomes {
    private static final String SINCE =
            " where environment_id = :environment and at >= clock_timestamp() - make_interval(secs => :seconds)";

    private final EntityManager database;

    Outcomes(EntityManager database) {
        this.database = database;
    }

    /** Calls and errors of every route that had any, without latencies; by route key. */
    @Transactional
    @SuppressWarnings("unchecked")
    public Map<String, OutcomeSpan> byRoute(EnvironmentScope scope, Duration lately) {
        List<Object[]> rows = database.createNativeQuery(
                        "select route_key, stage, side, cast(sum(calls) as bigint), cast(sum(errors) as bigint), max(at) from outcome"
                                + SINCE + " group by route_key, stage, side",
                        Object[].class)
                .setParameter("environment", scope.id())
                .setParameter("seconds", (double) lately.toSeconds())
                .getResultList();
        Map<String, SpanBuilder> spans = new TreeMap<>();
        rows.forEach(row -> spans.computeIfAbsent((String) row[0], any -> new SpanBuilder())
                .add((Instant) row[5], stage(row[1]), side(row[2]), (Long) row[3], (Long) row[4], new long[0][]));
        Map<String, OutcomeSpan> result = new HashMap<>();
        Instant from = now().minus(lately);
        spans.forEach((route, span) -> result.put(route, span.build(from)));
        return result;
    }

    /** @param step whole seconds */
    @Transactional
    public RouteHealth ofRoute(EnvironmentScope scope, String route, Duration lately, Duration step) {
        SeriesBuilder series = new SeriesBuilder(now(), lately, step);
        for (Object[] row : rows(scope, route, lately)) {
            long[][] latency = RulesetJson.read((String) row[5], long[][].class);
            series.add((Instant) row[0], stage(row[1]), side(row[2]), (Long) row[3], (Long) row[4], latency);
        }
        return series.build(route, missingKeys(scope, route, lately));
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> rows(EnvironmentScope scope, String route, Duration lately) {
        return database.createNativeQuery(
                        "select at, stage, side, calls, errors, latency from outcome" + SINCE
                                + " and route_key = :route order by at",
                        Object[].class)
                .setParameter("environment", scope.id())
                .setParameter("seconds", (double) lately.toSeconds())
                .setParameter("route", route)
                .getResultList();
    }

    private long missingKeys(EnvironmentScope scope, String route, Duration lately) {
        return (Long) database.createNativeQuery(
                        "select cast(coalesce(sum(count), 0) as bigint) from missing_key" + SINCE
                                + " and route_key = :route",
                        Long.class)
                .setParameter("environment", scope.id())
                .setParameter("seconds", (double) lately.toSeconds())
                .setParameter("route", route)
                .getSingleResult();
    }

    private Instant now() {
        return (Instant) database.createNativeQuery("select clock_timestamp()", Instant.class)
                .getSingleResult();
    }

    private static Stage stage(Object key) {
        return Stage.parse((String) key);
    }

    private static Side side(Object key) {
        return "new".equals(key) ? Side.NEW : Side.LEGACY;
    }
}
