package dev.banyan.server.flag.state;

import dev.banyan.evaluation.Stage;
import io.soabase.recordbuilder.core.RecordBuilder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Either all cohorts, or the rollout of one of them, or neither; and the settings. What is left out stays. */
@RecordBuilder
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

        @Schema(description = "How much is compared; for routes with a stage that reads both sides.")
        Shadow shadow,

        @Schema(description = "When instances stop calling the new side by themselves; {} for the suggested one.")
        Breaker breaker,

        @Schema(description = "Over how many seconds a rollback returns the route: 0 to 300; 0 for at once.")
        Integer pacedSeconds,

        @Size(max = 1000) String reason) {

    public record Cohort(
            @NotBlank @Size(max = 100) String name,
            @Size(max = 50) List<@Valid ConditionSpec> conditions,
            @NotNull @Valid Rollout rollout) {}

    public record Rollout(
            @NotNull Stage from, @NotNull Stage to, @NotNull BigDecimal percentage) {}

    /** Percentages from 0 to 100 with four decimals at most, as {@link ShadowView} tells them. */
    public record Shadow(BigDecimal percentage, BigDecimal control) {}

    /** As {@link BreakerView} tells it; what is left out stays, or is as suggested where there was no breaker. */
    @RecordBuilder
    public record Breaker(
            @Schema(description = "false takes the breaker away.", defaultValue = "true")
            Boolean enabled,

            @Schema(description = "0.0001 to 100") BigDecimal errorRate,
            @Schema(description = "0.0001 to 100") BigDecimal slowRate,

            @Schema(description = "0 to 600000; 0: slowness does not count")
            Integer slowMillis,

            @Schema(description = "1 to 300") Integer windowSeconds,
            @Schema(description = "1 to 100000") Integer minimumCalls,
            @Schema(description = "1 to 3600") Integer openSeconds,
            @Schema(description = "1 to 1000") Integer probes) {

        /** No breaker. */
        public static final Breaker OFF = FlagPatchBreakerBuilder.builder()
                .enabled(false)
                .errorRate(null)
                .slowRate(null)
                .slowMillis(null)
                .windowSeconds(null)
                .minimumCalls(null)
                .openSeconds(null)
                .probes(null)
                .build();
    }

    /** The short form: one cohort's percentage, its stages kept. */
    public static FlagPatch percentage(String cohort, Stage from, Stage to, BigDecimal percentage, String reason) {
        return FlagPatchBuilder.builder()
                .cohorts(null)
                .cohort(cohort)
                .from(from)
                .to(to)
                .percentage(percentage)
                .shadow(null)
                .breaker(null)
                .pacedSeconds(null)
                .reason(reason)
                .build();
    }

    /** @param shadow null to keep it */
    public static FlagPatch settings(Shadow shadow, Breaker breaker, String reason) {
        return settings(shadow, breaker, null, reason);
    }

    /** @param pacedSeconds null to keep it */
    public static FlagPatch settings(Shadow shadow, Breaker breaker, Integer pacedSeconds, String reason) {
        return FlagPatchBuilder.builder()
                .cohorts(null)
                .cohort(null)
                .from(null)
                .to(null)
                .percentage(null)
                .shadow(shadow)
                .breaker(breaker)
                .pacedSeconds(pacedSeconds)
                .reason(reason)
                .build();
    }

    public boolean movesNobody() {
        return cohorts == null && cohort == null && from == null && to == null && percentage == null;
    }

    boolean setsNothing() {
        return shadow == null && breaker == null && pacedSeconds == null;
    }
}
