package dev.banyan.server.plan;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.plan.rules.ExitCriterion;
import dev.banyan.server.plan.rules.Gate;
import dev.banyan.server.plan.rules.Template;
import io.soabase.recordbuilder.core.RecordBuilder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A template, or steps of one's own. */
public record PlanRequest(
        @Schema(description = "Steps made for the route's kind; leave out to send your own.")
        Template template,

        @Size(min = 1, max = 50) List<@NotNull @Valid Step> steps) {

    /** What is left out is as described. */
    @RecordBuilder
    public record Step(
            @Schema(description = "The stage to move to. May be left out for a route of two stages.")
            Stage stage,

            @Schema(
                    description = "That share at the stage, the rest at the one before: 0.0001 to 100.",
                    defaultValue = "100")
            BigDecimal percentage,

            @Min(0) @Max(31_536_000) @Schema(description = "How long to stay at least.", defaultValue = "0")
            Long minimumSeconds,

            @Min(0)
            @Max(1_000_000_000)
            @Schema(description = "How many requests the new side must have had at this step.", defaultValue = "0")
            Long minimumRequests,

            @Schema(
                    description = "What the guardrails must say before the plan leaves this step.",
                    defaultValue = "healthy")
            ExitCriterion guard,

            @Schema(description = "Who opens the way to this step.", defaultValue = "automatic")
            Gate gate) {}
}
