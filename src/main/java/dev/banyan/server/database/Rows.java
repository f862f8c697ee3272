package dev.banyan.server.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import org.hibernate.query.NativeQuery;

/**
 * Native queries for more than one column. Their rows are read by the names that the query gives to its columns: {@code row.get("at",
 * Instant.class)}. A name that the query does not have fails at once, and says which.
 */
public final class Rows {

    private Rows() {}

    /** @param sql gives a name to each expression that is no column, by {@code as} */
    @SuppressWarnings("unchecked")
    public static NativeQuery<Tuple> query(EntityManager database, String sql) {
        return database.createNativeQuery(sql, Tuple.class).unwrap(NativeQuery.class);
    }
}
