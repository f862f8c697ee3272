package dev.banyan.server.emergency;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.delivery.ruleset.Emergency;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.environment.TakenRollback;
import dev.banyan.server.environment.TakenRollbackBuilder;
import dev.banyan.server.flag.RollbackOrder;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A rollback that was taken without the database and is not committed yet: its form in memory, on disk and between replicas.
 *
 * @param routes null for every route of the environment
 * @param takenBy the address of the replica that took it
 * @param action with {@code subject}, how it will stand in the change log
 */
@RecordBuilder
@JsonIgnoreProperties(ignoreUnknown = true)
record HeldRollback(
        UUID id,
        EnvironmentScope environment,
        RollbackMode mode,
        List<String> routes,
        String actor,
        String reason,
        Instant takenAt,
        String takenBy,
        String action,
        String subject,
        String idempotencyKey) {

    HeldRollback {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(takenAt, "takenAt");
        Objects.requireNonNull(takenBy, "takenBy");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(subject, "subject");
    }

    static HeldRollback of(
            RollbackOrder order, EnvironmentScope environment, Actor actor, Instant takenAt, String takenBy) {
        Intent intent = order.intent(actor);
        return HeldRollbackBuilder.builder()
                .id(id(environment, intent))
                .environment(environment)
                .mode(order.mode())
                .routes(order.scope() == RollbackOrder.Scope.ROUTE ? List.of(order.subject()) : null)
                .actor(actor.name())
                .reason(intent.reason())
                .takenAt(takenAt)
                .takenBy(takenBy)
                .action(intent.action().key())
                .subject(intent.subject())
                .idempotencyKey(intent.idempotencyKey())
                .build();
    }

    /** A request that is repeated at another replica must be the same rollback there. */
    private static UUID id(EnvironmentScope environment, Intent intent) {
        if (intent.idempotencyKey() == null) {
            return UUID.randomUUID();
        }
        String request =
                environment.id() + " " + intent.action().key() + " " + intent.subject() + " " + intent.idempotencyKey();
        return UUID.nameUUIDFromBytes(request.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether this does already what the other one asks for: it was pressed again, or the request was repeated. */
    boolean covers(HeldRollback other) {
        boolean same =
                environment.equals(other.environment) && action.equals(other.action) && subject.equals(other.subject);
        return id.equals(other.id) || (same && other.idempotencyKey == null);
    }

    /** Whether both name the same key for different things. */
    boolean misuses(HeldRollback other) {
        return environment.equals(other.environment)
                && idempotencyKey != null
                && idempotencyKey.equals(other.idempotencyKey)
                && !id.equals(other.id);
    }

    @JsonIgnore
    Emergency inForce() {
        return new Emergency(id, takenAt, mode, routes);
    }

    @JsonIgnore
    TakenRollback taken() {
        return TakenRollbackBuilder.builder()
                .id(id)
                .mode(mode)
                .routes(routes)
                .actor(actor)
                .reason(reason)
                .takenAt(takenAt)
                .takenBy(takenBy)
                .build();
    }

    /** @param settledBy the address of the replica that commits it */
    Intent intent(String settledBy) {
        return Intent.of(Actor.user(actor), AuditAction.of(action), subject)
                .because(reason)
                .once(idempotencyKey)
                .noting(Map.of(
                        "emergency",
                        id.toString(),
                        "takenAt",
                        takenAt.toString(),
                        "takenBy",
                        takenBy,
                        "settledBy",
                        settledBy));
    }
}
