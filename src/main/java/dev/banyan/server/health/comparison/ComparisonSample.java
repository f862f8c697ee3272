package dev.banyan.server.health.comparison;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One difference as it was found.
 *
 * @param at when it arrived here
 * @param legacy null when the side has no such value, or it is withheld
 * @param redacted the values are withheld
 */
@RecordBuilder
public record ComparisonSample(
        @JsonIgnore long id,
        Instant at,
        String path,
        String kind,
        @Schema(nullable = true) String legacy,
        @Schema(nullable = true) @JsonProperty("new") String fresh,
        boolean redacted,
        boolean noise) {}
