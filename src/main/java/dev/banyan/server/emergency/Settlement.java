package dev.banyan.server.emergency;

import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.flag.Rollbacks;
import dev.banyan.server.problem.DatabaseGone;
import dev.banyan.server.problem.Problem;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Commits what is held as soon as the database is back. Every replica that holds it tries; the first one does it, the others find it done.
 *
 * <p>The database goes again, or anything else fails: tried again every second. The environment is gone: forgotten, and the log says so.
 */
@ApplicationScoped
class Settlement {
    private static final Logger LOG = Logger.getLogger(Settlement.class);
    private static final int GONE = 404;

    private final HeldRollbacks held;
    private final Environments environments;
    private final Rollbacks rollbacks;
    private final Replicas replicas;
    /** Said once each, not every second. */
    private final Set<UUID> failing = ConcurrentHashMap.newKeySet();

    Settlement(HeldRollbacks held, Environments environments, Rollbacks rollbacks, Replicas replicas) {
        this.held = held;
        this.environments = environments;
        this.rollbacks = rollbacks;
        this.replicas = replicas;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void settleAll() {
        for (HeldRollback rollback : held.all()) {
            try {
                settle(rollback);
            } catch (RuntimeException failed) {
                if (DatabaseGone.behind(failed).isPresent()) {
                    return;
                }
                complain(rollback, failed);
            }
        }
    }

    private void complain(HeldRollback rollback, RuntimeException failed) {
        if (failing.add(rollback.id())) {
            LOG.errorf(failed, "Rollback %s is in force and cannot be recorded yet", rollback.id());
        }
    }

    private void settle(HeldRollback rollback) {
        EnvironmentScope named = rollback.environment();
        try {
            EnvironmentScope scope = environments.scope(named.project(), named.key());
            Committed committed = rollbacks.settle(scope, rollback.taken(), rollback.intent(replicas.self()));
            LOG.infof(
                    "%s rollback %s of %s as revision %d",
                    committed.changed() ? "Recorded" : "Another replica has recorded",
                    rollback.id(),
                    rollback.takenAt(),
                    committed.revision());
        } catch (Problem refused) {
            if (refused.status() != GONE) {
                throw refused;
            }
            LOG.errorf("Rollback %s is dropped: %s", rollback.id(), refused.getMessage());
        }
        held.remove(rollback.id());
        failing.remove(rollback.id());
    }
}
