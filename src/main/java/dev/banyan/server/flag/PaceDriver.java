package dev.banyan.server.flag;

import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Makes the steps of paced rollbacks as they become due, on every replica. */
@ApplicationScoped
class PaceDriver {
    private static final Logger LOG = Logger.getLogger(PaceDriver.class);

    private final PacedRollbacks rollbacks;

    PaceDriver(PacedRollbacks rollbacks) {
        this.rollbacks = rollbacks;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void drive() {
        try {
            rollbacks.due().forEach(this::step);
        } catch (RuntimeException unavailable) {
            LOG.debugf("Not now: %s", unavailable.getMessage());
        }
    }

    /** One that fails is tried again, and holds up no other. */
    private void step(PacedRollbacks.Due due) {
        try {
            rollbacks.step(due);
        } catch (RuntimeException failed) {
            LOG.warnf("The rollback of %s could not go on: %s", due.route(), failed.getMessage());
        }
    }
}
