package dev.banyan.server.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/** A real PostgreSQL on a free port of the loopback interface, with a password that nobody knows. */
public final class TestPostgres implements AutoCloseable {
    public static final String USER = "postgres";

    /** On a cold and busy machine its usual ten seconds are too few. */
    private static final Duration START = Duration.ofMinutes(2);

    private final Path directory;
    private final String password = randomPassword();
    private final int port = TestPorts.free();
    private EmbeddedPostgres postgres;

    private TestPostgres(Path directory) {
        this.directory = directory;
    }

    public static TestPostgres start() {
        try {
            TestPostgres started = new TestPostgres(Files.createTempDirectory("banyan-test-database"));
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

    private EmbeddedPostgres.Builder configured() {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setPGStartupWait(START)
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100");
    }

    private void launch(EmbeddedPostgres.Builder builder) {
        try {
            postgres = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String password() {
        return password;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), USER, password);
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
            Files.writeString(directory.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException("The test database cannot be set up", e);
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
