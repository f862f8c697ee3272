package dev.banyan.server.flag;

import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Makes the steps of paced rollbacks as they become due, on every replica. */
@ApplicationScoped
class PaceDriver {
    private final Recurring recurring = new Recurring(Logger.getLogger(PaceDriver.class));
    private final PacedRollbacks rollbacks;

    PaceDriver(PacedRollbacks rollbacks) {
        this.rollbacks = rollbacks;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void drive() {
        recurring.attempt("Paced rollbacks", () -> rollbacks.due().forEach(this::step));
    }

    /** One that fails is tried again, and holds up no other. */
    private void step(PacedRollbacks.Due due) {
        recurring.attempt("The paced rollback of " + due.route(), () -> rollbacks.step(due));
    }
}
