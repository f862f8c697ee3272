package dev.banyan.server.access;

import dev.banyan.server.database.DatabaseReady;
import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Keeps the directory of SDK keys in step with the database: one small query a second, whatever the traffic. */
@ApplicationScoped
class SdkKeyRefresh {

    private static final Logger LOG = Logger.getLogger(SdkKeyRefresh.class);

    private final SdkKeyRows rows;
    private final SdkKeyDirectory directory;
    private final Clock clock;
    private final AtomicBoolean failing = new AtomicBoolean();

    SdkKeyRefresh(SdkKeyRows rows, SdkKeyDirectory directory, Clock clock) {
        this.rows = rows;
        this.directory = directory;
        this.clock = clock;
    }

    /** Before anything is served: a service must not be told that its key is wrong because we have not looked yet. */
    void atStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) DatabaseReady event) {
        refresh();
    }

    /** With the database gone the keys known last stay valid, and the log says so once. */
    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void poll() {
        try {
            refresh();
            if (failing.compareAndSet(true, false)) {
                LOG.info("SDK keys can be read again");
            }
        } catch (RuntimeException e) {
            if (failing.compareAndSet(false, true)) {
                LOG.warnf("SDK keys cannot be read, the known ones stay valid: %s", e.getMessage());
            }
        }
    }

    void refresh() {
        QuarkusTransaction.requiringNew().run(() -> {
            long version = rows.version();
            if (directory.differsFrom(version)) {
                directory.replace(version, rows.allLive());
            }
        });
    }

    /** "Last used" needs no more precision than this, and so costs one write a minute at most. */
    @Scheduled(
            every = "60s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void noteUse() {
        Set<Long> used = directory.takeUsed();
        if (!used.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> rows.used(used, clock.instant()));
        }
    }
}
