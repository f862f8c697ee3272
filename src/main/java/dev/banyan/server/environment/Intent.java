package dev.banyan.server.environment;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.problem.Problem;

/**
 * Who wants to change an environment, how and why.
 *
 * @param action in the form {@code noun.verb}, such as {@code flag.rollback}; stable, it is kept for ever
 * @param reason null when none was given
 * @param idempotencyKey null when none was given; a second change with the same key changes nothing
 * @param urgent whether instances acknowledge it at once; otherwise they spread their acknowledgements
 */
public record Intent(Actor actor, String action, String subject, String reason, String idempotencyKey, boolean urgent) {
    private static final int LONGEST_KEY = 200;

    public static Intent of(Actor actor, String action, String subject) {
        return new Intent(actor, action, subject, null, null, false);
    }

    public Intent because(String why) {
        return new Intent(
                actor, action, subject, why == null || why.isBlank() ? null : why.strip(), idempotencyKey, urgent);
    }

    public Intent once(String key) {
        if (key != null && key.length() > LONGEST_KEY) {
            throw Problem.badField(
                    "Idempotency-Key",
                    "The Idempotency-Key is longer than " + LONGEST_KEY + " characters.",
                    "Send a UUID.");
        }
        return new Intent(actor, action, subject, reason, key, urgent);
    }

    /** Whoever holds the change says so at once: for rollbacks, whose arrival somebody is waiting for. */
    public Intent atOnce() {
        return new Intent(actor, action, subject, reason, idempotencyKey, true);
    }
}
