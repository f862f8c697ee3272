package dev.banyan.server.environment;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.problem.Problem;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;

/**
 * Who wants to change an environment, how and why.
 *
 * @param reason null when none was given
 * @param idempotencyKey null when none was given; a second change with the same key changes nothing
 * @param urgent whether instances acknowledge it at once; otherwise they spread their acknowledgements
 * @param confirmed whether it is known, and wanted, that some instances will not understand the change
 * @param facts what the audit trail keeps beside all this; usually nothing
 */
@RecordBuilder
public record Intent(
        Actor actor,
        AuditAction action,
        String subject,
        String reason,
        String idempotencyKey,
        boolean urgent,
        boolean confirmed,
        Map<String, Object> facts) {
    private static final int LONGEST_KEY = 200;

    public static Intent of(Actor actor, AuditAction action, String subject) {
        return IntentBuilder.builder()
                .actor(actor)
                .action(action)
                .subject(subject)
                .reason(null)
                .idempotencyKey(null)
                .urgent(false)
                .confirmed(false)
                .facts(Map.of())
                .build();
    }

    public Intent because(String why) {
        String said = why == null || why.isBlank() ? null : why.strip();
        return IntentBuilder.builder(this).reason(said).build();
    }

    public Intent once(String key) {
        if (key != null && key.length() > LONGEST_KEY) {
            throw Problem.badField(
                    "Idempotency-Key",
                    "The Idempotency-Key is longer than " + LONGEST_KEY + " characters.",
                    "Send a UUID.");
        }
        return IntentBuilder.builder(this).idempotencyKey(key).build();
    }

    /** Whoever holds the change says so at once: for rollbacks, whose arrival somebody is waiting for. */
    public Intent atOnce() {
        return IntentBuilder.builder(this).urgent(true).build();
    }

    public Intent noting(Map<String, Object> more) {
        return IntentBuilder.builder(this).facts(Map.copyOf(more)).build();
    }

    /** @param known whether it is known, and wanted, that some instances will not understand the change */
    public Intent confirmed(boolean known) {
        return IntentBuilder.builder(this).confirmed(known).build();
    }

    /** What the server does by itself was asked for before, and the way back is open to everybody. */
    boolean takesThoseWhoCannotFollow() {
        return confirmed || urgent || actor.kind() == Actor.Kind.SYSTEM;
    }
}
