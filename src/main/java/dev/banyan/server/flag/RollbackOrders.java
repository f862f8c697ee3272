package dev.banyan.server.flag;

import dev.banyan.server.access.CurrentUser;
import dev.banyan.server.access.Permission;
import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.problem.DatabaseGone;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Carries out rollbacks for pages and API: by a commit; or without one when the database cannot be reached, or somebody holds a lock for too
 * long. A commit of which nobody can say whether it happened is taken again without the database; both lead to the same end.
 */
@ApplicationScoped
public class RollbackOrders {
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
            if (DatabaseGone.orBusyBehind(failed).isEmpty()) {
                throw failed;
            }
            return RollbackOutcome.of(withoutDatabase.take(order));
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
