package dev.banyan.server.flag.rollback;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.RollbackOrder;
import dev.banyan.server.flag.Rollbacks;
import dev.banyan.server.flag.UnrecordedRollback;
import dev.banyan.server.flag.WithoutDatabase;
import dev.banyan.server.problem.DatabaseGone;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Carries out rollbacks for pages and API: by a commit; or without one when that fails, whatever the reason: the database is away, its disk is
 * full, somebody holds a lock for too long, or we made a mistake. Only a refusal is none. A commit of which nobody can say whether it
 * happened is taken again without the database; both lead to the same end.
 */
@ApplicationScoped
public class RollbackOrders {
    private static final Logger LOG = Logger.getLogger(RollbackOrders.class);

    private final CurrentUser user;
    private final Environments environments;
    private final Rollbacks rollbacks;
    private final WithoutDatabase withoutDatabase;

    RollbackOrders(CurrentUser user, Environments environments, Rollbacks rollbacks, WithoutDatabase withoutDatabase) {
        this.user = user;
        this.environments = environments;
        this.rollbacks = rollbacks;
        this.withoutDatabase = withoutDatabase;
    }

    public RollbackOutcome carryOut(RollbackOrder order) {
        try {
            return RollbackOutcome.of(commit(order));
        } catch (RuntimeException failed) {
            if (DatabaseGone.isAnswer(failed)) {
                throw failed;
            }
            return RollbackOutcome.of(withoutDatabase(order, failed));
        }
    }

    private UnrecordedRollback withoutDatabase(RollbackOrder order, RuntimeException failed) {
        if (DatabaseGone.orBusyBehind(failed).isPresent()) {
            return withoutDatabase.take(order);
        }
        LOG.error("A rollback could not be committed, and is taken without the database", failed);
        try {
            return withoutDatabase.take(order);
        } catch (RuntimeException refused) {
            // The database is well: what keeps the other way from being taken is not what was wrong.
            failed.addSuppressed(refused);
            throw failed;
        }
    }

    private Committed commit(RollbackOrder order) {
        user.require(order.project(), Permission.ROLL_BACK);
        EnvironmentScope scope = environments.scope(order.project(), order.environment());
        Intent intent = order.intent(user.actor());
        return switch (order.scope()) {
            case ROUTE ->
                order.mode() == RollbackMode.ISOLATE
                        ? rollbacks.route(scope, order.subject(), order.mode(), intent)
                        : rollbacks.paced(scope, order.subject(), order.paceSeconds(), intent);
            case MIGRATION -> rollbacks.migration(scope, order.subject(), order.mode(), intent);
            case ENVIRONMENT -> rollbacks.environment(scope, order.mode(), intent);
        };
    }
}
