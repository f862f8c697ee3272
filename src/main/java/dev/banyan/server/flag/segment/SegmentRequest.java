package dev.banyan.server.flag.segment;

import dev.banyan.server.flag.state.ConditionSpec;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A context is in the segment when its attribute is in the list, or when there are conditions and all of them hold. */
public record SegmentRequest(
        @Size(max = 100) @Schema(defaultValue = "targetingKey")
        String attribute,

        @Size(max = 10000) List<@NotNull String> included,
        @Size(max = 50) List<@Valid ConditionSpec> conditions) {}
