package dev.banyan.server.health.comparison;

import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.EnvironmentScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads what came of comparing both sides. Times are the database's. */
@ApplicationScoped
public class Comparisons {
    /** What is kept of counts. */
    public static final Duration KEPT = Duration.ofHours(24);
    /** What is kept of paths. */
    public static final Duration PATHS_KEPT = Duration.ofDays(8);

    static final int MOST_SAMPLES = 50;
    static final int MOST_PATHS = 200;

    static final List<String> COUNTS =
            List.of("compared", "mismatched", "failed", "dropped", "late", "controls", "learning");
    static final List<String> PATH_COUNTS = List.of("count", "control");

    private static final String OF_ROUTE = """
        select %s from comparison where environment_id = :environment and route_key = :route
          and minute > clock_timestamp() - make_interval(mins => :minutes)\
        """.formatted(ComparisonSql.totals("", COUNTS));

    private static final String PATHS = """
        select path, kind, %s
        from comparison_path where environment_id = :environment and route_key = :route
          and hour > :from and hour < :to
        group by path, kind order by sum(control) > 0, sum(count) desc, path, kind limit :most\
        """.formatted(ComparisonSql.totals("", PATH_COUNTS));

    private final EntityManager database;
    private final Clock clock;

    Comparisons(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param lately whole minutes, of which the first counts as a whole */
    @Transactional
    public ComparisonCounts counts(EnvironmentScope scope, String route, Duration lately) {
        Tuple row = Rows.query(database, OF_ROUTE)
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .setParameter("minutes", (int) lately.toMinutes())
                .getSingleResult();
        return ComparisonCountsBuilder.builder()
                .compared(row.get("compared", Long.class))
                .mismatched(row.get("mismatched", Long.class))
                .failed(row.get("failed", Long.class))
                .dropped(row.get("dropped", Long.class))
                .late(row.get("late", Long.class))
                .controls(row.get("controls", Long.class))
                .learning(row.get("learning", Long.class))
                .build();
    }

    /** Of the last day: real differences first, then noise; the most frequent first. */
    @Transactional
    public List<DifferentPath> paths(EnvironmentScope scope, String route) {
        Instant now = clock.instant();
        return paths(scope, route, now.minus(KEPT), now);
    }

    /** Of the hours that a span of time touches. */
    @Transactional
    public List<DifferentPath> paths(EnvironmentScope scope, String route, Instant from, Instant to) {
        List<Tuple> rows = Rows.query(database, PATHS)
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .setParameter("from", from.minus(Duration.ofHours(1)))
                .setParameter("to", to)
                .setParameter("most", MOST_PATHS)
                .getResultList();
        return rows.stream()
                .map(row -> new DifferentPath(
                        row.get("path", String.class),
                        row.get("kind", String.class),
                        row.get("count", Long.class),
                        row.get("control", Long.class)))
                .toList();
    }

    /**
     * Newest first.
     *
     * @param before only samples of lower ids, for paging
     */
    @Transactional
    public List<ComparisonSample> samples(EnvironmentScope scope, String route, long before, int limit) {
        List<Tuple> rows = Rows.query(database, """
            select id, at, path, kind, legacy_value, new_value, redacted, noise from comparison_sample
            where environment_id = :environment and route_key = :route and id < :before
            order by id desc limit :limit\
            """)
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .setParameter("before", before)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream().map(Comparisons::sample).toList();
    }

    private static ComparisonSample sample(Tuple row) {
        return ComparisonSampleBuilder.builder()
                .id(row.get("id", Long.class))
                .at(row.get("at", Instant.class))
                .path(row.get("path", String.class))
                .kind(row.get("kind", String.class))
                .legacy(row.get("legacy_value", String.class))
                .fresh(row.get("new_value", String.class))
                .redacted(row.get("redacted", Boolean.class))
                .noise(row.get("noise", Boolean.class))
                .build();
    }
}
