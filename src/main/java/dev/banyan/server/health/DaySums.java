package dev.banyan.server.health;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Map;

/** The table of what routes did in days: sums only, so nothing has to be read to add to them. */
final class DaySums {
    private static final String ADD = """
        insert into outcome_day as held (environment_id, route_key, at, legacy_calls, legacy_served, legacy_errors,
          new_calls, new_served, new_errors, compared, mismatched)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (environment_id, at, route_key) do update set
          legacy_calls = held.legacy_calls + excluded.legacy_calls, legacy_served = held.legacy_served + excluded.legacy_served,
          legacy_errors = held.legacy_errors + excluded.legacy_errors, new_calls = held.new_calls + excluded.new_calls,
          new_served = held.new_served + excluded.new_served, new_errors = held.new_errors + excluded.new_errors,
          compared = held.compared + excluded.compared, mismatched = held.mismatched + excluded.mismatched\
        """;

    private DaySums() {}

    static void add(Connection connection, Map<OutcomeSum.Place, RouteFigures> sums) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(ADD)) {
            for (Map.Entry<OutcomeSum.Place, RouteFigures> sum : sums.entrySet()) {
                row.setLong(1, sum.getKey().environmentId());
                row.setString(2, sum.getKey().route());
                row.setTimestamp(3, Timestamp.from(sum.getKey().at()));
                Rollups.bindSums(row, sum.getValue());
                row.addBatch();
            }
            row.executeBatch();
        }
    }
}
