package dev.banyan.server.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Opens the cache of this replica, and writes on a thread of its own what may wait. */
@Singleton
class DiskCacheProducer {
    private static final Logger LOG = Logger.getLogger(DiskCacheProducer.class);

    private final DiskCache cache;
    private final ScheduledExecutorService writer;

    DiskCacheProducer(
            CacheConfig config,
            @ConfigProperty(name = "banyan.database.url") String url,
            @ConfigProperty(name = "banyan.database.embedded") Optional<String> embedded,
            MeterRegistry metrics) {
        Counter failures = Counter.builder("banyan.cache.failures")
                .description("Writes to the cache on disk that failed")
                .register(metrics);
        cache = DiskCache.open(
                config.directory().map(Path::toAbsolutePath).orElse(null),
                // The embedded database has another port after each start.
                embedded.map(yes -> "embedded").orElse(url.replaceFirst("\\?.*", "")),
                failures::increment);
        writer = Executors.newSingleThreadScheduledExecutor(DiskCacheProducer::daemon);
        writer.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
    }

    @Produces
    @Singleton
    DiskCache cache() {
        return cache;
    }

    /** Last, since others have things to say until they stop. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
        // Not at once: an interrupt in the middle of a write would lose it.
        writer.shutdown();
        cache.close();
    }

    private void flush() {
        try {
            cache.flush();
        } catch (RuntimeException unexpected) {
            // A thread that ends here would never write again.
            LOG.error("The cache on disk could not be written", unexpected);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "banyan-cache");
        thread.setDaemon(true);
        return thread;
    }
}
