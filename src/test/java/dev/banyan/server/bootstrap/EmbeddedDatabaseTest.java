package dev.banyan.server.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL through its life: first start, restart, and the deaths that it must survive. */
@Tag("apart")
class EmbeddedDatabaseTest {

    /** Unpacked once: it is the slowest part of a first start, and the same for all. */
    @TempDir
    static Path programs;

    @TempDir
    Path home;

    private EmbeddedDatabase database;

    @AfterEach
    void stop() {
        if (database != null) {
            database.stop();
        }
    }

    @Test
    void data_survives_a_stop() throws SQLException {
        start();
        execute("create table kept as select 42 as answer");
        database.stop();

        start();

        assertThat(query("select answer from kept")).isEqualTo("42");
    }

    @Test
    void a_server_that_was_killed_re_attaches_to_the_database_that_lives_on() throws SQLException {
        DataDirectory killed = start();
        String before = query("select pg_postmaster_start_time()");
        killed.close();

        start();

        assertThat(query("select pg_postmaster_start_time()")).isEqualTo(before);
    }

    @Test
    void a_commit_survives_the_death_of_both() throws Exception {
        DataDirectory killed = start();
        execute("create table kept as select 42 as answer");
        killPostgres();
        killed.close();

        start();

        assertThat(query("select answer from kept")).isEqualTo("42");
    }

    @Test
    void it_is_durable_local_and_never_trusts() throws Exception {
        start();

        assertThat(query("show fsync")).isEqualTo("on");
        assertThat(query("show synchronous_commit")).isEqualTo("on");
        assertThat(query("show full_page_writes")).isEqualTo("on");
        assertThat(query("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(pidFile().get(4)).as("directory of a Unix socket").isEmpty();
        assertThat(query("select usesuper from pg_user where usename = current_user"))
                .isEqualTo("f");
        assertThatThrownBy(() -> DriverManager.getConnection(database.address().jdbcUrl(), "banyan", "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @Test
    void only_the_owner_can_read_passwords_and_data() throws IOException {
        start();

        assertThat(permissions(data())).isEqualTo("rwx------");
        assertThat(permissions(data().resolve("postgres-password"))).isEqualTo("rw-------");
        assertThat(permissions(data().resolve("postgres-superuser-password"))).isEqualTo("rw-------");
        assertThat(permissions(data().resolve("postgres"))).isEqualTo("rwx------");
    }

    @Test
    void data_of_another_postgresql_release_is_refused_with_what_to_do() throws IOException {
        Files.createDirectories(data().resolve("postgres"));
        Files.writeString(data().resolve("postgres/PG_VERSION"), "9\n");

        assertThatThrownBy(this::start)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("made by PostgreSQL 9")
                .hasMessageContaining("BANYAN_DATA");
    }

    @Test
    void a_data_directory_that_cannot_be_made_is_refused_with_what_to_do() throws IOException {
        Files.writeString(home.resolve("file"), "in the way");

        assertThatThrownBy(() -> DataDirectory.open(home.resolve("file/data")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("not writable")
                .hasMessageContaining("BANYAN_DATA");
    }

    @Test
    void what_a_database_will_never_accept_stops_the_start_and_one_that_is_away_does_not() {
        start();
        DatabaseAddress address = database.address();
        assertThat(DatabaseAccounts.requireUsable(address)).isEmpty();

        assertThatThrownBy(() ->
                        DatabaseAccounts.requireUsable(new DatabaseAddress(address.jdbcUrl(), address.user(), "wrong")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("password");
        assertThatThrownBy(() -> DatabaseAccounts.requireUsable(
                        new DatabaseAddress(address.jdbcUrl() + "x", address.user(), address.password())))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("does not exist");

        database.stop();
        assertThat(DatabaseAccounts.requireUsable(address))
                .hasValueSatisfying(words -> assertThat(words).contains("starts without it"));
    }

    private DataDirectory start() {
        DataDirectory directory = DataDirectory.open(data());
        database = EmbeddedDatabase.start(directory, programs);
        database.await();
        return directory;
    }

    private Path data() {
        return home.resolve("data");
    }

    private void killPostgres() throws Exception {
        ProcessHandle postmaster =
                ProcessHandle.of(Long.parseLong(pidFile().get(0))).orElseThrow();
        postmaster.destroyForcibly();
        postmaster.onExit().get(60, TimeUnit.SECONDS);
    }

    private List<String> pidFile() throws IOException {
        return Files.readAllLines(data().resolve("postgres/postmaster.pid"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        DatabaseAddress address = database.address();
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
