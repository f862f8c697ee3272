package dev.banyan.server.health.reading;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a route did lately.
 *
 * @param total the whole time added up
 * @param latest the last one and a half seconds: what happens right now
 * @param steps one for each step, oldest first, steps without calls included
 * @param missingKeys decisions that needed a bucketing key and found none
 */
@RecordBuilder
public record RouteHealth(
        String route,
        int stepSeconds,
        OutcomeSpan total,
        @Schema(nullable = true) OutcomeSpan latest,
        List<OutcomeSpan> steps,
        long missingKeys) {}
