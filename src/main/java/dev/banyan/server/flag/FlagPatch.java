package dev.banyan.server.flag;

import dev.banyan.evaluation.Stage;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Either all cohorts, or the rollout of one of them. */
public record FlagPatch(
        @Size(min = 1, max = 50)
        @Schema(description = "All cohorts; the last one is named default and has no conditions.")
        List<@Valid Cohort> cohorts,

        @Schema(description = "The cohort whose rollout changes.", defaultValue = "default")
        String cohort,

        @Schema(description = "Leave out to keep it.") Stage from,
        @Schema(description = "Leave out to keep it.") Stage to,

        @Schema(description = "0 to 100 with four decimals at most.")
        BigDecimal percentage,

        @Size(max = 1000) String reason) {

    public record Cohort(
            @NotBlank @Size(max = 100) String name,
            @Size(max = 50) List<@Valid ConditionSpec> conditions,
            @NotNull @Valid Rollout rollout) {}

    public record Rollout(
            @NotNull Stage from, @NotNull Stage to, @NotNull BigDecimal percentage) {}

    /** The short form: one cohort's percentage, its stages kept. */
    public static FlagPatch percentage(String cohort, Stage from, Stage to, BigDecimal percentage, String reason) {
        return new FlagPatch(null, cohort, from, to, percentage, reason);
    }
}
