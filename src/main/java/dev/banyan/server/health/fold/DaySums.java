package dev.banyan.server.health.fold;

import dev.banyan.server.database.Sums;
import dev.banyan.server.health.figures.OutcomeSum;
import dev.banyan.server.health.figures.RouteFigures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of what routes did in days: sums only, so nothing has to be read to add to them. */
final class DaySums {
    private static final List<String> SUMS = List.of(
            "legacy_calls",
            "legacy_served",
            "legacy_errors",
            "new_calls",
            "new_served",
            "new_errors",
            "compared",
            "mismatched");

    private static final String ADD = "insert into outcome_day as held (environment_id, route_key, at, "
            + String.join(", ", SUMS) + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (environment_id, at, route_key) do update set "
            + SUMS.stream()
                    .map(column -> column + " = " + Sums.plus("held." + column, "excluded." + column))
                    .collect(Collectors.joining(", "));

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
