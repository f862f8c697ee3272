package dev.banyan.server.health.fold;

import dev.banyan.server.database.Database;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.worker.BackgroundThread;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Folds soon after something has arrived here, and looks every second for what a replica that is gone has left behind. The time between
 * two folds bounds what they cost, however many batches come.
 */
@ApplicationScoped
public class OutcomeFolder {
    /** With a second that an SDK gathers, and half a second between two looks of a page, a page is less than two seconds behind. */
    private static final Duration LINGER = Duration.ofMillis(300);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_ROUNDS = 100;

    private final Recurring recurring = new Recurring(Logger.getLogger(OutcomeFolder.class));
    private final OutcomeFold fold;
    private final Database database;
    private final Semaphore arrivals = new Semaphore(0);
    private final BackgroundThread thread = new BackgroundThread("banyan-outcomes");
    private boolean more;

    OutcomeFolder(OutcomeFold fold, Database database) {
        this.fold = fold;
        this.database = database;
    }

    void start(@Observes StartupEvent event) {
        thread.start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.stop();
    }

    /** Something waits to be folded. */
    public void arrived() {
        arrivals.release();
    }

    private void run() {
        while (thread.running()) {
            try {
                if (!more) {
                    arrivals.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                }
                Thread.sleep(LINGER.toMillis());
            } catch (InterruptedException stopped) {
                return;
            }
            arrivals.drainPermits();
            more = false;
            recurring.attempt("Folding outcomes", () -> more = database.isThere() && fold.fold());
            recurring.attempt(
                    "Folding outcomes of an older release", () -> more |= database.isThere() && fold.foldOld());
        }
    }

    @Scheduled(
            every = "${banyan.health.forget-interval}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void forget() {
        recurring.attempt("Forgetting outcomes", () -> {
            int rounds = 0;
            while (rounds < MOST_ROUNDS && fold.forget()) {
                rounds++;
            }
        });
    }
}
