package dev.banyan.server.health.fold;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which of the waiting batches are folded together.
 *
 * @param environments none but these, or all but these
 * @param only whether it is none but these
 * @param batch a single one; 0 for none in particular
 * @param after the environments with higher numbers come first: whoever had to stay behind last time is next
 */
record FoldPart(Set<Long> environments, boolean only, long batch, long after) {
    /** What one environment sent does not take long, however much it is: it is the others that would wait. */
    private static final String OF_ENVIRONMENTS = """
        select %s from (select distinct environment_id from outcome_inbox where (environment_id = any (?)) = ?) as e (environment)
          cross join lateral (
            select *, sum(octet_length(figures)) over (order by id) - octet_length(figures) as before
            from (select * from outcome_inbox where environment_id = environment order by id limit 2000) as oldest) as sized
        where before < 4000000 order by environment <= ?, environment, id\
        """.formatted(WaitingBatch.COLUMNS);

    private static final String SINGLE = "select " + WaitingBatch.COLUMNS + " from outcome_inbox where id = ?";
    private static final int AT_ONCE = 100;

    static FoldPart allBut(Set<Long> environments, long after) {
        return new FoldPart(Set.copyOf(environments), false, 0, after);
    }

    static FoldPart environment(long id) {
        return new FoldPart(Set.of(id), true, 0, 0);
    }

    static FoldPart batch(long id) {
        return new FoldPart(Set.of(), true, id, 0);
    }

    interface Reader {
        /** Returns whether it wants more. */
        boolean take(WaitingBatch batch) throws SQLException;
    }

    /** By environment, then as they came. */
    void read(Connection connection, Reader reader) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(batch == 0 ? OF_ENVIRONMENTS : SINGLE)) {
            query.setFetchSize(AT_ONCE);
            bind(connection, query);
            try (ResultSet rows = query.executeQuery()) {
                boolean goesOn = true;
                while (goesOn && rows.next()) {
                    goesOn = reader.take(WaitingBatch.of(rows));
                }
            }
        }
    }

    private void bind(Connection connection, PreparedStatement query) throws SQLException {
        if (batch != 0) {
            query.setLong(1, batch);
            return;
        }
        query.setArray(1, connection.createArrayOf("bigint", environments.toArray()));
        query.setBoolean(2, only);
        query.setLong(3, after);
    }

    static void remove(Connection connection, Collection<Long> batches) throws SQLException {
        try (PreparedStatement rows = connection.prepareStatement("delete from outcome_inbox where id = any (?)")) {
            rows.setArray(1, connection.createArrayOf("bigint", batches.toArray()));
            rows.executeUpdate();
        }
    }

    /** The environments for which something waits. */
    static List<Long> waiting(Connection connection) throws SQLException {
        return numbers(
                connection, "select distinct environment_id from outcome_inbox order by 1", "environment_id", null);
    }

    /** The oldest batches of an environment. */
    static List<Long> waiting(Connection connection, long environmentId, int most) throws SQLException {
        return numbers(
                connection,
                "select id from outcome_inbox where environment_id = ? order by id limit " + most,
                "id",
                environmentId);
    }

    private static List<Long> numbers(Connection connection, String sql, String column, Long parameter)
            throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            if (parameter != null) {
                query.setLong(1, parameter);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(column));
                }
            }
        }
        return numbers;
    }
}
