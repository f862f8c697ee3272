package dev.banyan.server.health;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.delivery.LiveRuleset;
import dev.banyan.server.delivery.LiveRulesets;
import dev.banyan.server.environment.RulesetJson;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Takes batches of outcomes, each once. A batch counts in the second in which it arrives, by the database's clock: clocks of services
 * are not to be trusted.
 */
@ApplicationScoped
class TelemetryInbox {
    private static final Logger LOG = Logger.getLogger(TelemetryInbox.class);

    /** No row comes back when the batch has been taken before. */
    private static final String TAKE = """
            insert into telemetry_cursor (environment_id, instance_id, sequence, at) values (?, ?, ?, clock_timestamp())
            on conflict (environment_id, instance_id) do update set sequence = excluded.sequence, at = excluded.at
            where telemetry_cursor.sequence < excluded.sequence returning sequence""";

    private static final String OUTCOME = """
            insert into outcome (environment_id, route_key, at, stage, side, operation, calls, errors, latency)
            values (?, ?, clock_timestamp(), ?, ?, ?, ?, ?, ?)""";

    private static final String MISSING_KEY =
            "insert into missing_key (environment_id, route_key, at, count) values (?, ?, clock_timestamp(), ?)";

    private final DataSource database;
    private final LiveRulesets rulesets;
    private final ComparisonInbox comparisons;

    TelemetryInbox(DataSource database, LiveRulesets rulesets, ComparisonInbox comparisons) {
        this.database = database;
        this.rulesets = rulesets;
        this.comparisons = comparisons;
    }

    void take(long environmentId, TelemetryRequest batch) throws SQLException {
        Optional<Ruleset> rules = rulesets.of(environmentId).map(LiveRuleset::rules);
        if (rules.isEmpty()) {
            throw new SQLException("environment not loaded yet");
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            if (isNew(connection, environmentId, batch)) {
                insertOutcomes(connection, environmentId, known(rules.get(), batch));
                insertMissingKeys(connection, environmentId, rules.get(), batch.missingKeys());
                comparisons.insert(connection, environmentId, rules.get(), batch.comparisons());
            }
            connection.commit();
        }
    }

    /** Routes that we do not know are not kept: whoever holds a key could otherwise fill the table with names. */
    private static List<TelemetryRequest.Outcome> known(Ruleset rules, TelemetryRequest batch) {
        return batch.outcomes().stream()
                .filter(outcome -> rules.route(outcome.route()) != null)
                .toList();
    }

    private static boolean isNew(Connection connection, long environmentId, TelemetryRequest batch)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setLong(1, environmentId);
            statement.setString(2, batch.instance());
            statement.setLong(3, batch.sequence());
            return statement.executeQuery().next();
        }
    }

    private static void insertOutcomes(
            Connection connection, long environmentId, List<TelemetryRequest.Outcome> outcomes) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(OUTCOME)) {
            for (TelemetryRequest.Outcome outcome : outcomes) {
                row.setLong(1, environmentId);
                row.setString(2, outcome.route());
                row.setString(3, outcome.stage().key());
                row.setString(4, outcome.side());
                row.setString(5, outcome.operation());
                row.setLong(6, outcome.calls());
                row.setLong(7, outcome.errors());
                row.setString(8, RulesetJson.write(outcome.latency()));
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    private static void insertMissingKeys(
            Connection connection, long environmentId, Ruleset rules, Map<String, Long> counts) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(MISSING_KEY)) {
            for (Map.Entry<String, Long> count : counts.entrySet()) {
                if (rules.route(count.getKey()) != null) {
                    row.setLong(1, environmentId);
                    row.setString(2, count.getKey());
                    row.setLong(3, count.getValue());
                    row.addBatch();
                }
            }
            row.executeBatch();
        }
    }

    /** Pages show the last minutes; an hour leaves room to look back. */
    @Scheduled(
            every = "1m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void forget() {
        for (String table : List.of("outcome", "missing_key")) {
            delete("delete from " + table + " where at < clock_timestamp() - interval '1 hour'");
        }
        delete("delete from telemetry_cursor where at < clock_timestamp() - interval '1 day'");
    }

    private void delete(String sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        } catch (SQLException unavailable) {
            LOG.debugf("Not now: %s", unavailable.getMessage());
        }
    }
}
