package dev.banyan.server.guard;

import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rules.AnalysisRun;
import dev.banyan.server.guard.rules.Evidence;
import dev.banyan.server.guard.rules.GuardrailMonitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Keeps what was seen of routes. All of a fold in one statement each. */
@ApplicationScoped
class AnalysisRuns {
    private static final String FIND = "select route_key, state, over from guard_episode"
            + " where environment_id = :environment and route_key in (:routes)";

    private static final String FOR_UPDATE = " order by route_key for update";

    /** Outcomes and answers of Prometheus come at the same time: there must be a row for one of them to wait at. */
    private static final String BEGIN = """
            insert into guard_episode (environment_id, route_key, state)
            select "environmentId", route, state
            from jsonb_to_recordset(cast(:episodes as jsonb)) as e("environmentId" bigint, route text, state text)
            order by route
            on conflict do nothing""";

    private static final String KEEP = """
            insert into guard_episode (environment_id, route_key, state, over)
            select "environmentId", route, state, over
            from jsonb_to_recordset(cast(:episodes as jsonb)) as e("environmentId" bigint, route text, state text, over boolean)
            on conflict (environment_id, route_key) do update set state = excluded.state, over = excluded.over""";

    private static final String KEEP_SECONDS = """
            insert into guard_second (environment_id, route_key, at, rails)
            select "environmentId", route, at, rails
            from jsonb_to_recordset(cast(:seconds as jsonb)) as s("environmentId" bigint, route text, at timestamptz, rails text)""";

    private record Row(long environmentId, String route, String state, boolean over) {}

    private record SecondRow(long environmentId, String route, Instant at, String rails) {}

    private static final Logger LOG = Logger.getLogger(AnalysisRuns.class);

    private final GuardConfig config;
    private final EntityManager database;

    AnalysisRuns(EntityManager database, GuardConfig config) {
        this.config = config;
        this.database = database;
    }

    /** As they stand, by route. */
    Map<String, AnalysisRun> of(EnvironmentScope scope, Collection<String> routes) {
        return read(scope.id(), routes, "");
    }

    /** Nobody changes them, nor begins a first one, before the transaction ends. */
    Map<String, AnalysisRun> lock(long environmentId, Collection<String> routes) {
        Map<String, AnalysisRun> known = read(environmentId, routes, FOR_UPDATE);
        if (known.size() == routes.size()) {
            return known;
        }
        write(
                BEGIN,
                "episodes",
                routes.stream()
                        .map(route -> new Row(environmentId, route, "null", false))
                        .toList());
        return read(environmentId, routes, FOR_UPDATE);
    }

    private Map<String, AnalysisRun> read(long environmentId, Collection<String> routes, String ending) {
        List<Tuple> rows = Rows.query(database, FIND + ending)
                .setParameter("environment", environmentId)
                .setParameter("routes", routes)
                .getResultList();
        Map<String, AnalysisRun> episodes = new HashMap<>();
        for (Tuple row : rows) {
            parse(row.get("state", String.class))
                    .ifPresent(it -> episodes.put(
                            row.get("route_key", String.class), row.get("over", Boolean.class) ? it.ended() : it));
        }
        return episodes;
    }

    /** What another release has written in another form counts as not seen: then all is asked anew. */
    private static Optional<AnalysisRun> parse(String state) {
        try {
            return Optional.ofNullable(RulesetJson.read(state, AnalysisRun.class));
        } catch (UncheckedIOException unreadable) {
            LOG.warnf("What was seen of a route cannot be read and is forgotten: %s", unreadable.getMessage());
            return Optional.empty();
        }
    }

    void keep(Collection<GuardrailMonitor.Watched> watched) {
        List<Row> rows = watched.stream()
                .map(GuardrailMonitor.Watched::episode)
                .map(each -> new Row(each.environmentId(), each.route(), RulesetJson.write(each), each.over()))
                .toList();
        write(KEEP, "episodes", rows);
        write(
                KEEP_SECONDS,
                "seconds",
                watched.stream().flatMap(AnalysisRuns::seconds).toList());
    }

    private static Stream<SecondRow> seconds(GuardrailMonitor.Watched watched) {
        AnalysisRun episode = watched.episode();
        return watched.seconds().stream()
                .map(second -> new SecondRow(
                        episode.environmentId(), episode.route(), second.at(), RulesetJson.write(second.rails())));
    }

    private void write(String sql, String parameter, List<?> rows) {
        database.createNativeQuery(sql)
                .setParameter(parameter, RulesetJson.write(rows))
                .executeUpdate();
    }

    /** With the next outcomes all is asked anew. */
    void end(long environmentId, String route) {
        database.createNativeQuery(
                        "update guard_episode set over = true where environment_id = :environment and route_key = :route")
                .setParameter("environment", environmentId)
                .setParameter("route", route)
                .executeUpdate();
    }

    /** What one guardrail saw, one step a second, oldest first. */
    List<Evidence.Step> lately(AnalysisRun episode, Guardrail rail, Instant now, Duration span) {
        List<Tuple> rows = Rows.query(database, """
                        select date_trunc('second', at) as second, rails from guard_second
                        where environment_id = :environment and route_key = :route and at > :from""")
                .setParameter("environment", episode.environmentId())
                .setParameter("route", episode.route())
                .setParameter("from", now.minus(span))
                .getResultList();
        Map<Instant, Evidence.Step> steps = new TreeMap<>();
        for (Tuple row : rows) {
            Map<?, ?> rails = RulesetJson.read(row.get("rails", String.class), Map.class);
            if (rails.get(rail.name()) instanceof List<?> sums) {
                Instant second = row.get("second", Instant.class);
                steps.merge(second, step(second, sums), Evidence.Step::plus);
            }
        }
        return List.copyOf(steps.values());
    }

    private static Evidence.Step step(Instant at, List<?> sums) {
        long[] four =
                sums.stream().mapToLong(each -> ((Number) each).longValue()).toArray();
        return new Evidence.Step(at, four[0], four[1], four[2], four[3]);
    }

    void forgetSeconds() {
        database.createNativeQuery(
                        "delete from guard_second where at < clock_timestamp() - make_interval(secs => :seconds)")
                .setParameter("seconds", (double) config.secondsKept().toSeconds())
                .executeUpdate();
    }
}
