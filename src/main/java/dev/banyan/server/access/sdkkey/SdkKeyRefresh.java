package dev.banyan.server.access.sdkkey;

import dev.banyan.server.database.Database;
import dev.banyan.server.database.DatabaseReady;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.util.Set;
import org.jboss.logging.Logger;

/** Keeps the directory of SDK keys in step with the database: one small query a second, whatever the traffic. */
@ApplicationScoped
class SdkKeyRefresh {
    private final Recurring recurring = new Recurring(Logger.getLogger(SdkKeyRefresh.class));

    private final SdkKeyRows rows;
    private final SdkKeyDirectory directory;
    private final SdkKeyCache cache;
    private final Database database;
    private final Clock clock;
    private volatile boolean lookedLast;

    SdkKeyRefresh(SdkKeyRows rows, SdkKeyDirectory directory, SdkKeyCache cache, Database database, Clock clock) {
        this.rows = rows;
        this.directory = directory;
        this.cache = cache;
        this.database = database;
        this.clock = clock;
    }

    /** False while the database is away, and while there is no connection to ask it with. */
    boolean isInStep() {
        return lookedLast && database.isThere();
    }

    /** Before anything is served: a service must not be told that its key is wrong because we have not looked yet. */
    void atStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) DatabaseReady event) {
        refresh();
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void poll() {
        recurring.attempt("Reading SDK keys", this::look);
    }

    private void look() {
        try {
            refresh();
        } catch (RuntimeException failed) {
            // The keys known last stay valid.
            lookedLast = false;
            throw failed;
        }
    }

    void refresh() {
        QuarkusTransaction.requiringNew().run(() -> {
            long version = rows.version();
            if (directory.differsFrom(version)) {
                directory.replace(version, rows.allLive());
                cache.save();
            }
        });
        lookedLast = true;
    }

    /** "Last used" needs no more precision than this, and so costs one write a minute at most. */
    @Scheduled(
            every = "60s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void noteUse() {
        Set<Long> used = directory.takeUsed();
        if (!used.isEmpty()) {
            recurring.attempt("Noting the use of SDK keys", () -> noteUse(used));
        }
    }

    private void noteUse(Set<Long> used) {
        try {
            QuarkusTransaction.requiringNew().run(() -> rows.used(used, clock.instant()));
        } catch (RuntimeException failed) {
            directory.usedStill(used);
            throw failed;
        }
    }
}
