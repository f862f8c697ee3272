package dev.banyan.server.audit;

import java.time.Instant;

/** Narrows a page of the trail; null means "any". {@code from} is inclusive, {@code until} exclusive. */
public record AuditFilter(
        String environment, String actor, String action, String subject, Instant from, Instant until) {

    public static final AuditFilter NONE = new AuditFilter(null, null, null, null, null, null);
}
