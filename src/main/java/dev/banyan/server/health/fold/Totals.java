package dev.banyan.server.health.fold;

import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.health.figures.OutcomeSum;
import dev.banyan.server.health.figures.Resolution;
import dev.banyan.server.health.figures.RouteFigures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Map;

/**
 * The tables of what all routes of an environment did together. Whoever writes them holds the lock of the fold, so a row may be read, added to
 * and written; there are a few in each fold, one for each environment and time.
 */
final class Totals {
    private static final String HELD = "select figures from %s where environment_id = ? and at = ?";

    private static final String PUT = """
        insert into %s (environment_id, at, figures) values (?, ?, ?)
        on conflict (environment_id, at) do update set figures = excluded.figures\
        """;

    private Totals() {}

    static void add(Connection connection, Resolution grain, Map<OutcomeSum.Place, RouteFigures> sums)
            throws SQLException {
        try (PreparedStatement held = connection.prepareStatement(HELD.formatted(grain.totals()));
                PreparedStatement put = connection.prepareStatement(PUT.formatted(grain.totals()))) {
            for (Map.Entry<OutcomeSum.Place, RouteFigures> sum : sums.entrySet()) {
                bind(held, sum.getKey());
                bind(put, sum.getKey());
                put.setString(3, RulesetJson.write(held(held).plus(sum.getValue())));
                put.addBatch();
            }
            put.executeBatch();
        }
    }

    private static RouteFigures held(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? RulesetJson.read(row.getString("figures"), RouteFigures.class) : RouteFigures.NONE;
        }
    }

    private static void bind(PreparedStatement statement, OutcomeSum.Place place) throws SQLException {
        statement.setLong(1, place.environmentId());
        statement.setTimestamp(2, Timestamp.from(place.at()));
    }
}
