package dev.banyan.server.bootstrap;

import dev.banyan.server.problem.DatabaseGone;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/** The roles in the embedded PostgreSQL: the application owns its database and is no superuser. */
record DatabaseAccounts(int port, String superuserPassword, String applicationPassword) {

    static final String SUPERUSER = "postgres";

    private static final String APPLICATION = "banyan";

    DatabaseAccounts at(int otherPort) {
        return new DatabaseAccounts(otherPort, superuserPassword, applicationPassword);
    }

    DatabaseAddress application() {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + APPLICATION, APPLICATION, applicationPassword);
    }

    boolean reachable() {
        try (Connection connection = connect(administration())) {
            return connection.isValid(5);
        } catch (SQLException unreachable) {
            return false;
        }
    }

    void ensureApplication() {
        try (Connection connection = connect(administration());
                Statement statement = connection.createStatement()) {
            boolean known = exists(statement, "select 1 from pg_roles where rolname = '" + APPLICATION + "'");
            // Our own random password: letters, digits, - and _ only.
            statement.execute((known ? "alter" : "create") + " role " + APPLICATION + " login password '"
                    + applicationPassword + "'");
            if (!exists(statement, "select 1 from pg_database where datname = '" + APPLICATION + "'")) {
                statement.execute("create database " + APPLICATION + " owner " + APPLICATION);
            }
        } catch (SQLException failed) {
            throw new StartFailure(
                    "The embedded PostgreSQL started but refuses us: " + firstLine(failed)
                            + "; the passwords in the data directory belong to another database.",
                    failed);
        }
    }

    /**
     * Fails with a sentence when the database can never be used like this; better here than as a stack trace of the migrations.
     *
     * @return what to say when it is only away: the server starts all the same, and uses it when it comes
     */
    static Optional<String> requireUsable(DatabaseAddress address) {
        try (Connection connection = connect(address)) {
            connection.isValid(10);
            return Optional.empty();
        } catch (SQLException failed) {
            if (DatabaseGone.behind(failed).isPresent() && !DatabaseGone.isLoginRefused(failed)) {
                return Optional.of("The database of BANYAN_DATABASE_URL (" + address + ") is away: " + firstLine(failed)
                        + "\nBanyan starts without it, serves what it has on disk, and goes on trying.");
            }
            throw new StartFailure(
                    "The database of BANYAN_DATABASE_URL (" + address + ") cannot be used: " + firstLine(failed),
                    failed);
        }
    }

    private DatabaseAddress administration() {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", SUPERUSER, superuserPassword);
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** Asks the driver itself: {@link DriverManager} does not see it through the application's class loader. */
    private static Connection connect(DatabaseAddress address) throws SQLException {
        Properties login = new Properties();
        login.setProperty("loginTimeout", "10");
        if (address.user() != null) {
            login.setProperty("user", address.user());
        }
        if (address.password() != null) {
            login.setProperty("password", address.password());
        }
        return new Driver().connect(address.jdbcUrl(), login);
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
