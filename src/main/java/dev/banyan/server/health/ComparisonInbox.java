package dev.banyan.server.health;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.server.database.AdvisoryLock;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.environment.RulesetJson;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Takes comparisons as they come, and folds them every other second into counts per minute, paths per hour and the newest samples.
 * Many instances would wait for each other if each updated the counts itself.
 */
@ApplicationScoped
class ComparisonInbox {
    private final Recurring recurring = new Recurring(Logger.getLogger(ComparisonInbox.class));

    private static final long FOLDING = AdvisoryLock.COMPARISONS_ARE_FOLDED.number();

    private static final String INSERT = """
        insert into comparison_inbox
          (environment_id, route_key, at, compared, mismatched, failed, dropped, late, controls, learning, paths, samples)
        values (?, ?, clock_timestamp() - make_interval(secs => ?), ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb))\
        """;

    /** One statement, so that what it takes out is exactly what it adds. */
    private static final String FOLD = """
        with taken as (delete from comparison_inbox returning *),
        counted as (
          insert into comparison as held
            (environment_id, route_key, minute, compared, mismatched, failed, dropped, late, controls, learning)
          select environment_id, route_key, date_trunc('minute', at), sum(compared), sum(mismatched), sum(failed), sum(dropped),
            sum(late), sum(controls), sum(learning)
          from taken group by 1, 2, 3
          on conflict (environment_id, route_key, minute) do update set
            compared = held.compared + excluded.compared, mismatched = held.mismatched + excluded.mismatched,
            failed = held.failed + excluded.failed, dropped = held.dropped + excluded.dropped,
            late = held.late + excluded.late, controls = held.controls + excluded.controls,
            learning = held.learning + excluded.learning),
        located as (
          insert into comparison_path as held (environment_id, route_key, hour, path, kind, count, control)
          select t.environment_id, t.route_key, date_trunc('hour', t.at), p.path, p.kind, sum(p.count), sum(p.control)
          from taken t cross join jsonb_to_recordset(t.paths) as p(path text, kind text, count bigint, control bigint)
          group by 1, 2, 3, 4, 5
          on conflict (environment_id, route_key, hour, path, kind) do update set
            count = held.count + excluded.count, control = held.control + excluded.control),
        newest as (
          select t.environment_id, t.route_key, t.at, s.*,
            row_number() over (partition by t.environment_id, t.route_key order by t.at desc) as place
          from taken t cross join jsonb_to_recordset(t.samples)
            as s(path text, kind text, legacy text, "new" text, redacted boolean, noise boolean))
        insert into comparison_sample (environment_id, route_key, at, path, kind, legacy_value, new_value, redacted, noise)
        select environment_id, route_key, at, path, kind, legacy, "new", redacted, noise from newest
        where place <= %d order by at\
        """.formatted(Comparisons.MOST_SAMPLES);

    private static final String TOO_MANY_SAMPLES = """
        delete from comparison_sample where id in (
          select id from (select id, row_number() over (partition by environment_id, route_key order by id desc) as place
                          from comparison_sample) as ranked
          where place > %d)\
        """.formatted(Comparisons.MOST_SAMPLES);

    private static final String TOO_MANY_PATHS = """
        delete from comparison_path where ctid in (
          select ctid from (select ctid, row_number() over
                              (partition by environment_id, route_key, hour order by count + control desc) as place
                            from comparison_path where hour >= clock_timestamp() - interval '2 hours') as ranked
          where place > %d)\
        """.formatted(Comparisons.MOST_PATHS);

    private final DataSource database;

    ComparisonInbox(DataSource database) {
        this.database = database;
    }

    /** Within the transaction that takes the batch. */
    void insert(
            Connection connection, long environmentId, Ruleset rules, Duration age, List<ComparisonRequest> comparisons)
            throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(INSERT)) {
            for (ComparisonRequest each : comparisons) {
                if (rules.route(each.route()) != null) {
                    bind(row, environmentId, age, each);
                    row.addBatch();
                }
            }
            row.executeBatch();
        }
    }

    private static void bind(PreparedStatement row, long environmentId, Duration age, ComparisonRequest each)
            throws SQLException {
        row.setLong(1, environmentId);
        row.setString(2, each.route());
        row.setDouble(3, TelemetryInbox.seconds(age));
        row.setLong(4, each.compared());
        row.setLong(5, each.mismatched());
        row.setLong(6, each.failed());
        row.setLong(7, each.dropped());
        row.setLong(8, each.late());
        row.setLong(9, each.controls());
        row.setLong(10, each.learning());
        row.setString(11, RulesetJson.write(each.paths()));
        row.setString(12, RulesetJson.write(each.samples()));
    }

    /** One replica at a time; the others find nothing to do. */
    @Scheduled(
            every = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void fold() {
        recurring.attempt(
                "Folding comparisons",
                () -> inTransaction(statement -> {
                    if (statement.executeUpdate(FOLD) > 0) {
                        statement.executeUpdate(TOO_MANY_SAMPLES);
                    }
                }));
    }

    @Scheduled(
            every = "${banyan.health.forget-interval:1m}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void forget() {
        recurring.attempt(
                "Forgetting comparisons",
                () -> inTransaction(statement -> {
                    statement.executeUpdate(TOO_MANY_PATHS);
                    statement.executeUpdate(
                            "delete from comparison where minute < clock_timestamp() - interval '25 hours'");
                    statement.executeUpdate(
                            "delete from comparison_path where hour < clock_timestamp() - interval '8 days'");
                    statement.executeUpdate(
                            "delete from comparison_sample where at < clock_timestamp() - interval '7 days'");
                }));
    }

    private interface Work {
        void run(Statement statement) throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (locked(statement)) {
                work.run(statement);
            }
            connection.commit();
        }
    }

    private static boolean locked(Statement statement) throws SQLException {
        try (ResultSet answer = statement.executeQuery("select pg_try_advisory_xact_lock(" + FOLDING + ")")) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
