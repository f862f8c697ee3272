package dev.banyan.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;

/**
 * A real PostgreSQL of one's own: durable, on the loopback address only and with a password. It can be stopped, killed and
 * started again on the same port with the same data, and ends with this process.
 */
public final class Postgres implements AutoCloseable {

    /** What servers connect as: the owner of their database, and no superuser, so that the database can refuse it. */
    public static final String APPLICATION = "banyan";

    private static final String SUPERUSER = "postgres";
    private static final Duration START = Duration.ofMinutes(2);

    private final Path directory;
    private final int port = Ports.free();
    private final String password = randomPassword();
    private final int maxConnections;
    private EmbeddedPostgres running;

    private Postgres(Path directory, int maxConnections) {
        this.directory = directory;
        this.maxConnections = maxConnections;
    }

    /** A new one, which keeps its data below that directory. */
    public static Postgres create(Path directory, int maxConnections) {
        Postgres postgres = new Postgres(directory.toAbsolutePath(), maxConnections);
        postgres.start();
        postgres.requirePassword();
        return postgres;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + APPLICATION;
    }

    public int port() {
        return port;
    }

    /** How a server is told of it. */
    public Map<String, String> environment() {
        return Map.of(
                "BANYAN_DATABASE_URL",
                url(),
                "BANYAN_DATABASE_USER",
                APPLICATION,
                "BANYAN_DATABASE_PASSWORD",
                password);
    }

    /** To the servers' database, as one who may do everything and for whom the last connections are kept. */
    public Connection connect() throws SQLException {
        return connect(SUPERUSER, APPLICATION);
    }

    /** As a server would. */
    public Connection connectAsApplication() throws SQLException {
        return connect(APPLICATION, APPLICATION);
    }

    /** Again, with the same data; returns when it can be used. It does nothing while it runs. */
    public synchronized void start() {
        if (running != null) {
            return;
        }
        try {
            running = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setConnectConfig("password", password)
                    .setPGStartupWait(START)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", String.valueOf(maxConnections))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log()))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log()))
                    .start();
        } catch (IOException | IllegalStateException failed) {
            throw new RunFailure(
                    "PostgreSQL did not start (" + failed.getMessage() + "); its last words are in " + log() + ".",
                    failed);
        }
    }

    /** In order: clients are cut off, open transactions undone. */
    public synchronized void stop() {
        if (running == null) {
            return;
        }
        try {
            running.close();
        } catch (IOException failed) {
            throw new RunFailure("PostgreSQL cannot be stopped: " + failed.getMessage() + ".", failed);
        } finally {
            running = null;
        }
    }

    /** As a power failure would. */
    public synchronized void kill() {
        ProcessHandle postmaster = postmaster();
        ProcessHandle[] backends = postmaster.children().toArray(ProcessHandle[]::new);
        postmaster.destroyForcibly();
        for (ProcessHandle backend : backends) {
            backend.destroyForcibly();
            backend.onExit().join();
        }
        postmaster.onExit().join();
        stop();
    }

    /** It stays there, takes connections and says nothing. */
    public void freeze() {
        Signals.send("STOP", postmaster().pid());
        postmaster().children().forEach(backend -> Signals.send("STOP", backend.pid()));
    }

    public void thaw() {
        postmaster().children().forEach(backend -> Signals.send("CONT", backend.pid()));
        Signals.send("CONT", postmaster().pid());
    }

    /** A copy of all data, taken while it is stopped. */
    public void copyTo(Path backup) {
        requireStopped();
        Directories.copy(directory, backup);
    }

    /** Puts a copy in the place of the data, while it is stopped. */
    public void restoreFrom(Path backup) {
        requireStopped();
        Directories.delete(directory);
        Directories.copy(backup, directory);
    }

    @Override
    public void close() {
        stop();
    }

    private synchronized void requireStopped() {
        if (running != null) {
            throw new IllegalStateException("stop it first");
        }
    }

    /** The first line of PostgreSQL's own pid file. */
    private ProcessHandle postmaster() {
        try {
            String pid = Files.readAllLines(directory.resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip()))
                    .orElseThrow(() -> new RunFailure("PostgreSQL has ended by itself; see " + log() + "."));
        } catch (IOException failed) {
            throw new RunFailure("PostgreSQL does not run: " + failed.getMessage() + ".", failed);
        }
    }

    private java.io.File log() {
        return directory.resolveSibling(directory.getFileName() + ".log").toFile();
    }

    /** It begins with trust; from here on even the loopback address needs the password. */
    private void requirePassword() {
        try (Connection connection = connect(SUPERUSER, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter user " + SUPERUSER + " password '" + password + "'");
            statement.execute("create role " + APPLICATION + " login password '" + password + "'");
            statement.execute("create database " + APPLICATION + " owner " + APPLICATION);
            Files.writeString(directory.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        } catch (SQLException | IOException failed) {
            throw new RunFailure("PostgreSQL cannot be set up: " + failed.getMessage() + ".", failed);
        }
    }

    private Connection connect(String user, String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "5");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, login);
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
