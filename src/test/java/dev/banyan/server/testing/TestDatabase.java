package dev.banyan.server.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** One database for the whole test run. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

    /** What {@code BANYAN_ADMIN_PASSWORD} is in tests; configuration would take parts of it for expressions. */
    public static final String ADMIN_PASSWORD = "correct $$horse ${HOME} staple";

    private TestPostgres postgres;
    private Path cache;

    @Override
    public Map<String, String> start() {
        postgres = TestPostgres.start();
        cache = temporaryDirectory();
        return Map.of(
                "banyan.database.url",
                postgres.url(),
                "banyan.database.user",
                TestPostgres.USER,
                "banyan.database.password",
                literally(postgres.password()),
                "banyan.admin.password",
                literally(ADMIN_PASSWORD),
                "banyan.cache.directory",
                cache.toString(),
                // Streams share connections where there is TLS, and must not end each other.
                "banyan.connection.clear-text-http2",
                "true");
    }

    /** What a test gives to the application is no environment, and may have expressions. */
    private static String literally(String value) {
        return value.replace("$", "$$");
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("banyan-test-cache");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
        }
        if (cache != null) {
            TestPostgres.delete(cache);
        }
    }
}
