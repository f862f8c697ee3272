package dev.banyan.server.audit;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/** Narrows a page of the trail; null means "any". {@code from} is inclusive, {@code until} exclusive. */
@RecordBuilder
public record AuditFilter(
        String environment, String actor, String action, String subject, Instant from, Instant until) {

    public static final AuditFilter NONE = AuditFilterBuilder.builder()
            .environment(null)
            .actor(null)
            .action(null)
            .subject(null)
            .from(null)
            .until(null)
            .build();
}
