package dev.banyan.server.health.fold;

import dev.banyan.evaluation.Side;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.health.figures.OutcomeSum;
import dev.banyan.server.health.figures.Resolution;
import dev.banyan.server.health.figures.RouteFigures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tables of what routes did in seconds, minutes and hours. Whoever writes them holds the lock of the fold, so a row may be read, added to and written. */
final class Rollups {
    private static final int MOST_READ_AT_ONCE = 1_000;
    /** Few enough to be over in an instant. */
    static final int MOST_FORGOTTEN_AT_ONCE = 5_000;

    private static final String HELD = """
        select k.place, t.figures
        from unnest(?::bigint[], ?::text[], ?::bigint[]) with ordinality as k (environment_id, route_key, at, place)
        join %s t on t.environment_id = k.environment_id and t.route_key = k.route_key and t.at = to_timestamp(k.at)\
        """;

    private static final String PUT = """
        insert into %s (environment_id, route_key, at, legacy_calls, legacy_served, legacy_errors, new_calls, new_served, new_errors,
          compared, mismatched, figures)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (environment_id, route_key, at) do update set
          legacy_calls = excluded.legacy_calls, legacy_served = excluded.legacy_served, legacy_errors = excluded.legacy_errors,
          new_calls = excluded.new_calls, new_served = excluded.new_served, new_errors = excluded.new_errors,
          compared = excluded.compared, mismatched = excluded.mismatched, figures = excluded.figures\
        """;

    private static final String FORGET = """
        delete from %1$s where ctid = any (array (
          select ctid from %1$s where at < clock_timestamp() - make_interval(secs => ?) order by at limit ?))\
        """;

    private Rollups() {}

    static void add(Connection connection, Resolution grain, Map<OutcomeSum.Place, RouteFigures> sums)
            throws SQLException {
        List<Map.Entry<OutcomeSum.Place, RouteFigures>> all = new ArrayList<>(sums.entrySet());
        for (int i = 0; i < all.size(); i += MOST_READ_AT_ONCE) {
            List<Map.Entry<OutcomeSum.Place, RouteFigures>> some =
                    all.subList(i, Math.min(all.size(), i + MOST_READ_AT_ONCE));
            put(connection, grain, some, held(connection, grain, some));
        }
    }

    private static RouteFigures[] held(
            Connection connection, Resolution grain, List<Map.Entry<OutcomeSum.Place, RouteFigures>> sums)
            throws SQLException {
        RouteFigures[] held = new RouteFigures[sums.size()];
        List<OutcomeSum.Place> places = sums.stream().map(Map.Entry::getKey).toList();
        try (PreparedStatement query = connection.prepareStatement(HELD.formatted(grain.table()))) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint",
                            places.stream().map(OutcomeSum.Place::environmentId).toArray()));
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "text", places.stream().map(OutcomeSum.Place::route).toArray()));
            query.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint",
                            places.stream()
                                    .map(place -> place.at().getEpochSecond())
                                    .toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    held[rows.getInt("place") - 1] = RulesetJson.read(rows.getString("figures"), RouteFigures.class);
                }
            }
        }
        return held;
    }

    private static void put(
            Connection connection,
            Resolution grain,
            List<Map.Entry<OutcomeSum.Place, RouteFigures>> sums,
            RouteFigures[] held)
            throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(PUT.formatted(grain.table()))) {
            for (int i = 0; i < held.length; i++) {
                RouteFigures more = sums.get(i).getValue();
                bind(row, sums.get(i).getKey(), held[i] == null ? more : held[i].plus(more));
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    private static void bind(PreparedStatement row, OutcomeSum.Place place, RouteFigures figures) throws SQLException {
        row.setLong(1, place.environmentId());
        row.setString(2, place.route());
        row.setTimestamp(3, Timestamp.from(place.at()));
        bindSums(row, figures);
        row.setString(12, RulesetJson.write(figures));
    }

    /** From the fourth column to the eleventh. */
    static void bindSums(PreparedStatement row, RouteFigures figures) throws SQLException {
        int column = 4;
        for (Side side : Side.values()) {
            row.setLong(column++, figures.calls(side));
            row.setLong(column++, figures.served(side));
            row.setLong(column++, figures.errors(side));
        }
        row.setLong(10, figures.compared());
        row.setLong(11, figures.mismatched());
    }

    /** Deletes a few rows that are too old; returns whether there may be more. */
    static boolean forget(Connection connection, Duration kept, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET.formatted(table))) {
            statement.setDouble(1, kept.toSeconds());
            statement.setInt(2, MOST_FORGOTTEN_AT_ONCE);
            return statement.executeUpdate() == MOST_FORGOTTEN_AT_ONCE;
        }
    }
}
