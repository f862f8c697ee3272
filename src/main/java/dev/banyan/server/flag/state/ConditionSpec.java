package dev.banyan.server.flag.state;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One condition, in the words of the ruleset. Its types are checked by the SDK's own reader before anything is committed. */
public record ConditionSpec(
        @Size(max = 100)
        @Schema(
                description = "The attribute looked at; not needed by inSegment.",
                examples = "country",
                nullable = true)
        String attribute,

        @NotNull
        @Schema(
                description =
                        "equals, in, startsWith, endsWith, contains, lessThan, lessThanOrEqual, greaterThan,"
                                + " greaterThanOrEqual, before, after, semverEqual, semverLessThan, semverGreaterThan or inSegment",
                examples = "in")
        String operator,

        @NotNull @Size(min = 1, max = 1000) @Schema(examples = "[\"DE\", \"AT\"]")
        List<Object> values,

        @Schema(description = "Holds when the condition does not; on a missing attribute neither holds.")
        boolean negated) {}
