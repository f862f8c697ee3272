package dev.banyan.server.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A real PostgreSQL on a free port of the loopback interface, with a password that nobody knows. */
public final class TestPostgres implements DatabaseLogin, AutoCloseable {
    public static final String USER = "postgres";

    private static final Logger NARRATOR = Logger.getLogger(EmbeddedPostgres.class.getName());

    /** On a cold and busy machine its usual ten seconds are too few. */
    private static final Duration START = Duration.ofMinutes(2);

    private final Path directory;
    private final String password;
    private final int port = TestPorts.free();
    private EmbeddedPostgres postgres;

    private TestPostgres(Path directory, String password) {
        this.directory = directory;
        this.password = password;
    }

    public static TestPostgres start() {
        try {
            TestPostgres started =
                    new TestPostgres(Files.createTempDirectory("banyan-test-database"), randomPassword());
            started.launch(started.configured());
            started.requirePassword(started.directory);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As an operator would, or a machine that goes down: open connections are cut. */
    public void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On the same port, with everything that was committed. */
    public void startAgain() {
        launch(configured().setConnectConfig("password", password));
    }

    /** For good. Nothing is said to anybody. */
    void kill() {
        // That it cannot be stopped at the end is no news then.
        NARRATOR.setLevel(Level.OFF);
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** A second one with the data of this one, which must be stopped, and with these files beside; it is not started yet. */
    TestPostgres copy(Map<String, String> files) {
        try {
            Path copy = Files.createTempDirectory("banyan-test-database");
            copyTo(copy);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(copy.resolve(file.getKey()), file.getValue());
            }
            return new TestPostgres(copy, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copyTo(Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.skip(1).toList()) {
                Files.copy(file, copy.resolve(directory.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** The first line of PostgreSQL's own pid file names the one that has started all the others. */
    private List<ProcessHandle> processes() {
        try {
            String pid = Files.readAllLines(directory.resolve("postmaster.pid")).get(0);
            ProcessHandle postmaster =
                    ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
            return Stream.concat(Stream.of(postmaster), postmaster.children()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres.Builder configured() {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setPGStartupWait(START)
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // It comes switched off: a standby would have nothing to answer for.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100");
    }

    private void launch(EmbeddedPostgres.Builder builder) {
        try {
            postgres = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    int port() {
        return port;
    }

    @Override
    public String password() {
        return password;
    }

    public boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException away) {
            return false;
        }
    }

    @Override
    public void close() {
        stop();
        delete(directory);
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException stillWritten) {
            // What is left of it among temporary files fails no test.
        }
    }

    /** It starts with trust; from here on even the loopback interface needs the password. */
    private void requirePassword(Path directory) throws IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter user postgres password '" + password + "'");
            Files.writeString(
                    directory.resolve("pg_hba.conf"), "host all,replication all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException("The test database cannot be set up", e);
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        // What configuration would take for an expression is part of it.
        return HexFormat.of().formatHex(bytes) + "$$${HOME}";
    }
}
