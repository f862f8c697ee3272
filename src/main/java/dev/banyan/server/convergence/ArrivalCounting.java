package dev.banyan.server.convergence;

import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Has arrivals counted in time, as long as their acknowledgements are there. */
@ApplicationScoped
class ArrivalCounting {
    private final Recurring recurring = new Recurring(Logger.getLogger(ArrivalCounting.class));

    private final ArrivalLog log;

    ArrivalCounting(ArrivalLog log) {
        this.log = log;
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void keep() {
        recurring.attempt("Counting arrivals", log::keep);
    }
}
