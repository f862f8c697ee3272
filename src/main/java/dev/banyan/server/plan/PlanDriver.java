package dev.banyan.server.plan;

import dev.banyan.server.database.Recurring;
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

    private final Recurring recurring = new Recurring(LOG);
    private final PlanTurns turns;

    PlanDriver(PlanTurns turns) {
        this.turns = turns;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void drive() {
        recurring.attempt("Plans", () -> turns.running().forEach(this::turn));
    }

    /** One that fails holds up no other. Nothing was done then, and the next turn tries again. */
    void turn(long id) {
        recurring.attempt("Plan " + id, () -> take(id));
    }

    private void take(long id) {
        try {
            if (turns.due(id)) {
                turns.take(id);
            }
        } catch (Problem refused) {
            refused(id, refused);
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
