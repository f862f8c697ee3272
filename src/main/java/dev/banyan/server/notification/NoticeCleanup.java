package dev.banyan.server.notification;

import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Keeps the notices few enough to be read. */
@ApplicationScoped
class NoticeCleanup {
    private final Recurring recurring = new Recurring(Logger.getLogger(NoticeCleanup.class));

    private final Notices notices;
    private final NotificationConfig config;

    NoticeCleanup(Notices notices, NotificationConfig config) {
        this.notices = notices;
        this.config = config;
    }

    @Scheduled(
            every = "${banyan.notification.forget-interval}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void forget() {
        recurring.attempt("Forgetting notices", () -> notices.forget(config.keep(), config.mostPerProject()));
    }
}
