package dev.banyan.server.audit;

import java.time.Instant;
import java.util.Map;

/** One line of the trail, as shown to people. {@code details} is what the action chose to tell, with sorted keys. */
public record AuditEntry(
        long sequence,
        Instant at,
        String actorKind,
        String actor,
        String project,
        String environment,
        String action,
        String subject,
        Map<String, Object> details,
        String hash) {}
