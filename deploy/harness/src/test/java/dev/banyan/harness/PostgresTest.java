package dev.banyan.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {

    @TempDir
    static Path directory;

    private static Postgres postgres;

    @BeforeAll
    static void start() {
        postgres = Postgres.create(directory.resolve("data"), 20);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void is_durable_and_asks_for_a_password() throws Exception {
        assertThat(one("show fsync")).isEqualTo("on");
        assertThat(one("show synchronous_commit")).isEqualTo("on");
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.url(), "postgres", "postgres"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void keeps_what_was_committed_when_it_is_killed_or_stopped() throws Exception {
        String url = postgres.url();
        run("create table kept (n int)");

        run("insert into kept values (1)");
        postgres.kill();
        assertThatThrownBy(postgres::connect).isInstanceOf(SQLException.class);
        postgres.start();
        run("insert into kept values (2)");
        postgres.stop();
        postgres.start();

        assertThat(one("select count(*) from kept")).isEqualTo("2");
        assertThat(postgres.url()).isEqualTo(url);
    }

    @Test
    void goes_back_to_a_copy() throws Exception {
        run("create table forgotten (n int)");
        postgres.stop();
        postgres.copyTo(directory.resolve("copy"));
        postgres.start();
        run("insert into forgotten values (1)");

        postgres.stop();
        postgres.restoreFrom(directory.resolve("copy"));
        postgres.start();

        assertThat(one("select count(*) from forgotten")).isEqualTo("0");
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(String query) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
