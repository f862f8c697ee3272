package dev.banyan.server.testing;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/** A primary, and a standby that has each commit before anybody hears of it. The first may die, and the second take its place. */
public final class PostgresPair implements DatabaseLogin, AutoCloseable {
    private static final String STANDBY = "standby";

    private final TestPostgres primary;
    private final TestPostgres standby;

    private PostgresPair(TestPostgres primary, TestPostgres standby) {
        this.primary = primary;
        this.standby = standby;
    }

    public static PostgresPair start() throws SQLException {
        TestPostgres primary = TestPostgres.start();
        execute(primary, "create role " + STANDBY + " replication login password '" + primary.password() + "'");
        primary.stop();
        TestPostgres standby = primary.copy(Map.of(
                "standby.signal",
                "",
                "postgresql.auto.conf",
                "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=%2$s'\n"
                        .formatted(primary.port(), STANDBY, primary.password())));
        primary.startAgain();
        standby.startAgain();
        execute(primary, "alter system set synchronous_standby_names = '" + STANDBY + "'");
        execute(primary, "select pg_reload_conf()");
        PostgresPair pair = new PostgresPair(primary, standby);
        await().atMost(Duration.ofSeconds(30)).until(pair::commitsWaitForTheStandby);
        return pair;
    }

    /** Both, as an operator would name them. */
    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/postgres?targetServerType=primary"
                .formatted(primary.port(), standby.port());
    }

    @Override
    public String password() {
        return primary.password();
    }

    /** For good. */
    public void killPrimary() {
        primary.kill();
    }

    /** Returns when the standby takes changes. */
    public void promoteStandby() throws SQLException {
        execute(standby, "select pg_promote()");
    }

    @Override
    public void close() {
        try (standby;
                primary) {
            // In this order: a primary that stops in order first waits for its standby.
        }
    }

    private boolean commitsWaitForTheStandby() throws SQLException {
        try (Connection connection = primary.connect();
                Statement statement = connection.createStatement();
                ResultSet sync = statement.executeQuery("select 1 from pg_stat_replication where sync_state = 'sync'"
                        + " and current_setting('synchronous_commit') = 'on'")) {
            return sync.next();
        }
    }

    private static void execute(TestPostgres database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
