package dev.banyan.server.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;

/** One real PostgreSQL for the whole test run, on a free port of the loopback interface, with a password that nobody knows. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

    /** What {@code BANYAN_ADMIN_PASSWORD} is in tests. */
    public static final String ADMIN_PASSWORD = "correct horse battery staple";

    private static final String PASSWORD = randomPassword();

    private EmbeddedPostgres postgres;

    @Override
    public Map<String, String> start() {
        try {
            startOn(Files.createTempDirectory("banyan-test-database"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "banyan.database.url",
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "banyan.database.user",
                "postgres",
                "banyan.database.password",
                PASSWORD,
                "banyan.admin.password",
                ADMIN_PASSWORD);
    }

    private void startOn(Path directory) throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(true)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                .start();
        requirePassword(directory);
    }

    /** It starts with trust; from here on even the loopback interface needs the password. */
    private void requirePassword(Path directory) throws IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter user postgres password '" + PASSWORD + "'");
            Files.writeString(directory.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException("The test database cannot be set up", e);
        }
    }

    @Override
    public void stop() {
        if (postgres == null) {
            return;
        }
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
