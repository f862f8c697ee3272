package dev.banyan.server.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** One database for the whole test run. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

    /** What {@code BANYAN_ADMIN_PASSWORD} is in tests. */
    public static final String ADMIN_PASSWORD = "correct horse battery staple";

    private TestPostgres postgres;

    @Override
    public Map<String, String> start() {
        postgres = TestPostgres.start();
        return Map.of(
                "banyan.database.url",
                postgres.url(),
                "banyan.database.user",
                TestPostgres.USER,
                "banyan.database.password",
                postgres.password(),
                "banyan.admin.password",
                ADMIN_PASSWORD,
                "banyan.cache.directory",
                cacheDirectory(),
                // On a busy machine a request may wait for long, and fail in no test for that.
                "quarkus.datasource.jdbc.acquisition-timeout",
                "60S");
    }

    private static String cacheDirectory() {
        try {
            return Files.createTempDirectory("banyan-test-cache").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }
}
