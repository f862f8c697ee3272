package dev.banyan.server.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** How servers come to the database of a test, as {@link TestPostgres#USER}. */
public interface DatabaseLogin {
    String url();

    String password();

    default Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), TestPostgres.USER, password());
    }
}
