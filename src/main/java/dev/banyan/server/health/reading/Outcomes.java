package dev.banyan.server.health.reading;

import dev.banyan.server.database.OneColumn;
import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.health.figures.HealthConfig;
import dev.banyan.server.health.figures.Kept;
import dev.banyan.server.health.figures.Resolution;
import dev.banyan.server.health.figures.RouteFigures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Reads what services measured. Times are the database's; what is long ago is kept more coarsely. */
@ApplicationScoped
public class Outcomes {
    /** The most steps of a series. */
    public static final int MOST_POINTS = 1_000;
    /** Beyond that nothing is kept. */
    public static final Duration KEPT = Kept.LONGEST;

    private static final String WHERE = " where environment_id = :environment and at >= :from and at < :to";

    private static final String SINCE =
            " and at >= coalesce(cast(cast(:since as jsonb) ->> route_key as timestamptz), '-infinity')"
                    + " and at >= coalesce(cast(cast(:since as jsonb) ->> '' as timestamptz), '-infinity')";

    private final EntityManager database;
    private final Kept kept;

    Outcomes(EntityManager database, HealthConfig config) {
        this.database = database;
        this.kept = Kept.by(config);
    }

    /** Calls and errors of every route that had any, without latencies; by route key. */
    @Transactional
    public Map<String, OutcomeSpan> byRoute(EnvironmentScope scope, Duration lately) {
        return byRoute(scope, lately, Map.of());
    }

    /** @param since of a route, or of all by the empty key: what was measured before that does not count */
    @Transactional
    public Map<String, OutcomeSpan> byRoute(EnvironmentScope scope, Duration lately, Map<String, Instant> since) {
        Instant now = now();
        Instant from = now.minus(lately);
        Resolution grain = kept.grain(from, Duration.ofSeconds(1), now, Resolution.HOUR);
        List<Tuple> rows = spanning(
                        Rows.query(
                                database,
                                "select route_key," + Counted.COLUMNS + " from " + grain.table() + WHERE + SINCE
                                        + " group by 1"),
                        scope,
                        grain.start(from),
                        now)
                .setParameter("since", RulesetJson.write(since))
                .getResultList();
        Map<String, OutcomeSpan> spans = new HashMap<>();
        rows.forEach(row ->
                spans.put(row.get("route_key", String.class), Counted.of(row).span(from, grain, now)));
        return spans;
    }

    /** The last seconds, in steps of whole seconds. */
    @Transactional
    public RouteHealth ofRoute(EnvironmentScope scope, String route, Duration lately, Duration step) {
        return ofRoute(scope, route, lately, step, Instant.MIN);
    }

    /** @param since what was measured before that is in the steps, and not in their total */
    @Transactional
    public RouteHealth ofRoute(EnvironmentScope scope, String route, Duration lately, Duration step, Instant since) {
        Instant now = now();
        Steps steps = Steps.lately(lately, step, now);
        return built(figures(scope, route, steps), steps, now, route, since);
    }

    /**
     * A span of time, from an instant inclusive to another one exclusive, in at most so many steps of equal length, and one. A step is at least
     * a second, a minute or an hour, by how far back the span reaches.
     */
    @Transactional
    public RouteHealth series(EnvironmentScope scope, String route, Instant from, Instant to, int points) {
        Instant now = now();
        return series(scope, route, Steps.of(from, to, points, now, Resolution.HOUR, kept), now);
    }

    /** As {@link #series}, of all routes together, without events; a step is a whole number of days where it is a day or more. */
    @Transactional
    public EnvironmentHealth together(EnvironmentScope scope, Instant from, Instant to, int points) {
        Instant now = now();
        Steps steps = Steps.of(from, to, points, now, Resolution.DAY, kept);
        return EnvironmentHealth.of(built(totals(scope, steps), steps, now, "", Instant.MIN));
    }

    /** As {@link #together}, of each route that had any calls, without latencies and error kinds, too; by route key. */
    @Transactional
    public List<RouteTrend> trends(EnvironmentScope scope, Instant from, Instant to, int points) {
        Instant now = now();
        Steps steps = Steps.of(from, to, points, now, Resolution.DAY, kept);
        Map<String, Map<Long, Counted>> byRoute = new TreeMap<>();
        for (Tuple row : counted(scope, steps)) {
            byRoute.computeIfAbsent(row.get("route_key", String.class), any -> new HashMap<>())
                    .put(row.get("step", Long.class), Counted.of(row));
        }
        return byRoute.entrySet().stream()
                .map(route -> trend(route.getKey(), route.getValue(), steps, now))
                .toList();
    }

    private RouteHealth series(EnvironmentScope scope, String route, Steps steps, Instant now) {
        return built(figures(scope, route, steps), steps, now, route, Instant.MIN);
    }

    private static RouteHealth built(List<Tuple> rows, Steps steps, Instant now, String route, Instant since) {
        SeriesBuilder series = new SeriesBuilder(steps, now, since);
        for (Tuple row : rows) {
            series.add(
                    row.get("at", Instant.class),
                    RulesetJson.read(row.get("figures", String.class), RouteFigures.class));
        }
        return series.build(route);
    }

    private List<Tuple> totals(EnvironmentScope scope, Steps steps) {
        return spanning(
                        Rows.query(
                                database,
                                "select at, figures from " + steps.grain().totals() + WHERE + " order by at"),
                        scope,
                        steps.begin(),
                        steps.end())
                .getResultList();
    }

    private List<Tuple> figures(EnvironmentScope scope, String route, Steps steps) {
        return spanning(
                        Rows.query(
                                database,
                                "select at, figures from " + steps.grain().table() + WHERE
                                        + " and route_key = :route order by at"),
                        scope,
                        steps.begin(),
                        steps.end())
                .setParameter("route", route)
                .getResultList();
    }

    private List<Tuple> counted(EnvironmentScope scope, Steps steps) {
        return spanning(
                        Rows.query(
                                database,
                                "select route_key, cast(floor(extract(epoch from at) / :seconds) as bigint) as step,"
                                        + Counted.COLUMNS + " from "
                                        + steps.grain().table() + WHERE + " group by 1, 2"),
                        scope,
                        steps.begin(),
                        steps.end())
                .setParameter("seconds", steps.length().toSeconds())
                .getResultList();
    }

    private static TypedQuery<Tuple> spanning(
            TypedQuery<Tuple> query, EnvironmentScope scope, Instant from, Instant to) {
        return query.setParameter("environment", scope.id())
                .setParameter("from", from)
                .setParameter("to", to);
    }

    private static RouteTrend trend(String route, Map<Long, Counted> counted, Steps steps, Instant now) {
        Counted total = counted.values().stream().reduce(Counted.NONE, Counted::plus);
        return new RouteTrend(
                route,
                total.span(steps.begin(), steps.grain(), now),
                LongStream.rangeClosed(steps.first(), steps.last())
                        .mapToObj(step ->
                                counted.getOrDefault(step, Counted.NONE).span(steps.start(step), steps.grain(), now))
                        .toList());
    }

    private Instant now() {
        return OneColumn.time(database);
    }
}
