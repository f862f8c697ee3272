package dev.banyan.server.plan;

import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.problem.Problem;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Gives every running plan its turn, once a second and on every replica. None of them is in charge: what one leaves undone, another does
 * a second later.
 */
@ApplicationScoped
class PlanDriver {
    private static final Logger LOG = Logger.getLogger(PlanDriver.class);

    private final PlanTurns turns;

    PlanDriver(PlanTurns turns) {
        this.turns = turns;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void drive() {
        try {
            turns.running().forEach(this::turn);
        } catch (RuntimeException unavailable) {
            LOG.debugf("Not now: %s", unavailable.getMessage());
        }
    }

    void turn(long id) {
        try {
            if (turns.due(id)) {
                turns.take(id);
            }
        } catch (Problem refused) {
            refused(id, refused);
        } catch (RuntimeException later) {
            // A lock that is not granted, a connection that breaks: nothing was done, the next turn tries again.
            LOG.debugf("Plan %d not now: %s", id, later.getMessage());
        }
    }

    /** Somebody who was faster is seen, and named, in the next turn; what is away comes back. */
    private void refused(long id, Problem refused) {
        if (refused.status() == 412 || refused.status() >= 500) {
            LOG.debugf("Plan %d not now: %s", id, refused.getMessage());
            return;
        }
        turns.refused(
                id,
                "The next step was refused. " + refused.getMessage()
                        + refused.remedy().map(" "::concat).orElse(""));
    }
}
