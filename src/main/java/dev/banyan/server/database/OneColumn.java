package dev.banyan.server.database;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.hibernate.query.NativeQuery;

/**
 * Native queries for a single column. Hibernate keeps what it has understood of a query under a key, and for {@code createNativeQuery} with the
 * class of a single value no two keys are ever equal: each call adds one to those of the same hash, two thousand in the end, and walks along them.
 * With a column that has a name and a type the keys are equal.
 */
public final class OneColumn {

    private static final String TIME = "select clock_timestamp() as now";

    private OneColumn() {}

    /** @param column as the query names it */
    @SuppressWarnings("unchecked")
    public static <T> NativeQuery<T> query(EntityManager database, String sql, String column, Class<T> type) {
        return database.createNativeQuery(sql).unwrap(NativeQuery.class).addScalar(column, type);
    }

    /** The time now by the clock that all replicas share, and by which their rows are dated. */
    public static Instant time(EntityManager database) {
        return query(database, TIME, "now", Instant.class).getSingleResult();
    }

    /** As {@link #time(EntityManager)}, for whoever works by JDBC. */
    public static Instant time(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(TIME);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getTimestamp("now").toInstant();
        }
    }
}
