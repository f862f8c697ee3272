package dev.banyan.server.health;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.RulesetJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Takes out what waits to be folded, a bounded part of it at once. */
final class WaitingOutcomes {
    /** What was waiting is held in memory as objects, of which a batch makes many. */
    private static final String BATCHES = """
        delete from outcome_inbox where id = any (array (
          select id from (select id, sum(octet_length(figures)) over (order by id) - octet_length(figures) as before
                          from (select id, figures from outcome_inbox order by id limit 2000) as oldest) as sized
          where before < 4000000))
        returning environment_id, ended_at, millis, figures\
        """;

    /** What replicas of an older release insert, in an upgrade. */
    private static final String ROWS = """
        delete from outcome where ctid = any (array (select ctid from outcome limit 20000))
        returning environment_id, route_key, at, stage, side, operation, calls, errors, latency\
        """;

    private static final String MISSING_KEYS = """
        delete from missing_key where ctid = any (array (select ctid from missing_key limit 20000))
        returning environment_id, route_key, at, count\
        """;

    /** What a row of the inbox holds. */
    record Figures(Map<String, RouteFigures> routes) {}

    private interface Row {
        void add(OutcomeSum sum, ResultSet row) throws SQLException;
    }

    private WaitingOutcomes() {}

    static OutcomeSum take(Connection connection) throws SQLException {
        OutcomeSum sum = new OutcomeSum();
        take(connection, BATCHES, sum, WaitingOutcomes::addBatch);
        take(connection, ROWS, sum, WaitingOutcomes::addRow);
        take(connection, MISSING_KEYS, sum, WaitingOutcomes::addMissingKeys);
        return sum;
    }

    private static void take(Connection connection, String sql, OutcomeSum sum, Row each) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                each.add(sum, rows);
            }
        }
    }

    private static void addBatch(OutcomeSum sum, ResultSet row) throws SQLException {
        Window window = new Window(at(row, 2), Duration.ofMillis(row.getLong(3)));
        sum.add(
                row.getLong(1),
                window,
                RulesetJson.read(row.getString(4), Figures.class).routes());
    }

    private static void addRow(OutcomeSum sum, ResultSet row) throws SQLException {
        Side side = "new".equals(row.getString(5)) ? Side.NEW : Side.LEGACY;
        OutcomeCell cell = new OutcomeCell(
                Stage.parse(row.getString(4)),
                side,
                row.getString(6),
                row.getLong(7),
                Math.min(row.getLong(7), row.getLong(8)),
                null,
                latency(row.getString(9)));
        add(sum, row, RouteFigures.of(List.of(cell)));
    }

    private static void addMissingKeys(OutcomeSum sum, ResultSet row) throws SQLException {
        add(sum, row, new RouteFigures(null, null, 0, 0, 0, null, row.getLong(4), 0));
    }

    private static void add(OutcomeSum sum, ResultSet row, RouteFigures figures) throws SQLException {
        sum.add(row.getLong(1), new Window(at(row, 3), Duration.ZERO), Map.of(row.getString(2), figures));
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static long[][] latency(String json) {
        return LatencyPairs.of(Arrays.stream(RulesetJson.read(json, long[][].class))
                .map(pair -> List.of(pair[0], pair[1]))
                .toList());
    }
}
