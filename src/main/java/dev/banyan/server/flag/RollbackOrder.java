package dev.banyan.server.flag;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.RollbackMode;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What somebody wants when they press "roll back" or "isolate".
 *
 * @param subject the key of the route, migration or environment
 * @param reason null when none was given
 * @param idempotencyKey null when none was given
 * @param paceSeconds over how long; null as the route is set. Without the database, and for more than a route, it is always at once
 */
@RecordBuilder
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
        return RollbackOrderBuilder.builder()
                .project(project)
                .environment(environment)
                .scope(Scope.ROUTE)
                .subject(route)
                .mode(mode)
                .reason(null)
                .idempotencyKey(null)
                .paceSeconds(null)
                .build();
    }

    public static RollbackOrder migration(String project, String environment, String migration, RollbackMode mode) {
        return RollbackOrderBuilder.builder()
                .project(project)
                .environment(environment)
                .scope(Scope.MIGRATION)
                .subject(migration)
                .mode(mode)
                .reason(null)
                .idempotencyKey(null)
                .paceSeconds(null)
                .build();
    }

    public static RollbackOrder environment(String project, String environment, RollbackMode mode) {
        return RollbackOrderBuilder.builder()
                .project(project)
                .environment(environment)
                .scope(Scope.ENVIRONMENT)
                .subject(environment)
                .mode(mode)
                .reason(null)
                .idempotencyKey(null)
                .paceSeconds(null)
                .build();
    }

    public RollbackOrder because(String why) {
        return RollbackOrderBuilder.builder(this).reason(why).build();
    }

    public RollbackOrder once(String key) {
        return RollbackOrderBuilder.builder(this).idempotencyKey(key).build();
    }

    /** @param seconds null as the route is set, 0 for at once */
    public RollbackOrder over(Integer seconds) {
        return RollbackOrderBuilder.builder(this).paceSeconds(seconds).build();
    }

    /** As it stands in the change log, whichever way the order was carried out. */
    public Intent intent(Actor actor) {
        return Intent.of(actor, scope.by(mode), subject).because(reason).once(idempotencyKey);
    }
}
