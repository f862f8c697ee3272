package dev.banyan.server.guard;

import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;
import org.jboss.logging.Logger;

/** Has decisions carried out: at once by the replica that made them, within a second by any other. */
@ApplicationScoped
class DecisionDriver {
    private final Recurring recurring = new Recurring(Logger.getLogger(DecisionDriver.class));
    private final DecisionExecution execution;
    private final ManagedExecutor workers;
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();

    DecisionDriver(DecisionExecution execution) {
        this.execution = execution;
        // The transaction that made the decisions is over; taken along, it would let the next one fail.
        this.workers = ManagedExecutor.builder()
                .propagated()
                .cleared(ThreadContext.ALL_REMAINING)
                .build();
    }

    void made(@Observes(during = TransactionPhase.AFTER_SUCCESS) DecisionsMade event) {
        workers.execute(this::drive);
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void drive() {
        recurring.attempt(
                "Decisions of the guard",
                () -> execution
                        .open()
                        .forEach((environment, decisions) -> workers.execute(() -> drive(environment, decisions))));
    }

    /** An environment that somebody else is changing keeps its own decisions waiting, and no others. */
    private void drive(long environment, List<Long> decisions) {
        if (!busy.add(environment)) {
            return;
        }
        try {
            decisions.forEach(this::drive);
        } finally {
            busy.remove(environment);
        }
    }

    /** One that fails must not keep the others from being carried out. It is tried again every second. */
    private void drive(long id) {
        recurring.attempt("Decision " + id + " of the guard", () -> {
            execution.act(id);
            execution.tell(id);
        });
    }
}
