package dev.banyan.server.emergency;

import dev.banyan.server.database.Database;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.flag.Rollbacks;
import dev.banyan.server.problem.DatabaseGone;
import dev.banyan.server.problem.Problem;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
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

    private final Recurring recurring = new Recurring(LOG);
    private final HeldRollbacks held;
    private final Environments environments;
    private final Rollbacks rollbacks;
    private final Replicas replicas;
    private final Database database;
    /** Said once each, not every second. */
    private final Set<UUID> failing = ConcurrentHashMap.newKeySet();

    Settlement(
            HeldRollbacks held, Environments environments, Rollbacks rollbacks, Replicas replicas, Database database) {
        this.held = held;
        this.environments = environments;
        this.rollbacks = rollbacks;
        this.replicas = replicas;
        this.database = database;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void repeat() {
        recurring.attempt("Recording rollbacks", this::settleAll);
    }

    void settleAll() {
        for (HeldRollback rollback : held.all()) {
            try {
                settle(rollback);
            } catch (RuntimeException failed) {
                complain(rollback, failed);
                if (DatabaseGone.behind(failed).isPresent()) {
                    return;
                }
            }
        }
    }

    private void complain(HeldRollback rollback, RuntimeException failed) {
        Optional<Problem> passing = DatabaseGone.orBusyBehind(failed);
        if (passing.isPresent() && !database.isThere() || !failing.add(rollback.id())) {
            return;
        }
        // Somebody will look for why it is not in the history: the reason stands here, with a stack only where it is a
        // fault of ours.
        passing.ifPresentOrElse(
                reason -> LOG.warnf(
                        "Rollback %s is in force and cannot be recorded yet: %s", rollback.id(), reason.getMessage()),
                () -> LOG.errorf(failed, "Rollback %s is in force and cannot be recorded yet", rollback.id()));
    }

    private void settle(HeldRollback rollback) {
        EnvironmentScope named = rollback.environment();
        try {
            EnvironmentScope scope = environments.scope(named.project(), named.key());
            Committed committed = rollbacks.settle(scope, rollback.taken(), rollback.intent(replicas.self()));
            LOG.infof(
                    "%s rollback %s of %s as revision %d",
                    committed.changed() ? "Recorded" : "Already recorded is",
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
