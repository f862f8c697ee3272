package dev.banyan.server.report;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Second writes of a route that failed and wait in one ledger, of those that one side lacks.
 *
 * @param ledger names the file; it outlives the instance that wrote it
 * @param side that lacks them, {@code legacy} or {@code new}
 * @param instance that reported it last
 * @param oldest null when it did not say
 * @param lost writes that failed and could not even be kept
 * @param reasons why they failed, and how many did
 */
@RecordBuilder
public record Backlog(
        String ledger,
        String side,
        String instance,
        String application,
        String host,
        long entries,
        @Schema(nullable = true) Instant oldest,
        long lost,
        Map<String, Long> reasons,
        Instant reportedAt) {}
