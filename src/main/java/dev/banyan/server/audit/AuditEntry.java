package dev.banyan.server.audit;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One line of the trail, as shown to people. {@code details} is what the action chose to tell, with sorted keys. */
@RecordBuilder
public record AuditEntry(
        long sequence,
        Instant at,
        String actorKind,
        String actor,
        @Schema(nullable = true) String project,
        @Schema(nullable = true) String environment,
        String action,
        String subject,
        Map<String, Object> details,
        String hash) {}
