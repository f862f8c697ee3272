package dev.banyan.server.flag;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.RollbackMode;

/**
 * What somebody wants when they press "roll back" or "isolate".
 *
 * @param subject the key of the route, migration or environment
 * @param reason null when none was given
 * @param idempotencyKey null when none was given
 * @param paceSeconds over how long; null as the route is set. Without the database, and for more than a route, it is always at once
 */
public record RollbackOrder(
        String project,
        String environment,
        Scope scope,
        String subject,
        RollbackMode mode,
        String reason,
        String idempotencyKey,
        Integer paceSeconds) {

    /** How much is put back. */
    public enum Scope {
        ROUTE(AuditAction.FLAG_ROLLED_BACK, AuditAction.FLAG_ISOLATED),
        MIGRATION(AuditAction.MIGRATION_ROLLED_BACK, AuditAction.MIGRATION_ISOLATED),
        ENVIRONMENT(AuditAction.ENVIRONMENT_ROLLED_BACK, AuditAction.ENVIRONMENT_ISOLATED);

        private final AuditAction rolledBack;
        private final AuditAction isolated;

        Scope(AuditAction rolledBack, AuditAction isolated) {
            this.rolledBack = rolledBack;
            this.isolated = isolated;
        }

        private AuditAction by(RollbackMode mode) {
            return mode == RollbackMode.ISOLATE ? isolated : rolledBack;
        }
    }

    public static RollbackOrder route(String project, String environment, String route, RollbackMode mode) {
        return new RollbackOrder(project, environment, Scope.ROUTE, route, mode, null, null, null);
    }

    public static RollbackOrder migration(String project, String environment, String migration, RollbackMode mode) {
        return new RollbackOrder(project, environment, Scope.MIGRATION, migration, mode, null, null, null);
    }

    public static RollbackOrder environment(String project, String environment, RollbackMode mode) {
        return new RollbackOrder(project, environment, Scope.ENVIRONMENT, environment, mode, null, null, null);
    }

    public RollbackOrder because(String why) {
        return new RollbackOrder(project, environment, scope, subject, mode, why, idempotencyKey, paceSeconds);
    }

    public RollbackOrder once(String key) {
        return new RollbackOrder(project, environment, scope, subject, mode, reason, key, paceSeconds);
    }

    /** @param seconds null as the route is set, 0 for at once */
    public RollbackOrder over(Integer seconds) {
        return new RollbackOrder(project, environment, scope, subject, mode, reason, idempotencyKey, seconds);
    }

    /** As it stands in the change log, whichever way the order was carried out. */
    public Intent intent(Actor actor) {
        return Intent.of(actor, scope.by(mode), subject).because(reason).once(idempotencyKey);
    }
}
