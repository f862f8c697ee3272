package dev.banyan.server.plan.rules;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Where a plan moves everybody to, and what must hold there before it goes on.
 *
 * @param percentage that share is at the stage, the rest at the one before; 0.0001 to 100
 * @param minimumSeconds how long to stay at least
 * @param minimumRequests how many requests the new side must have had there
 * @param gate who opens the way to this step
 */
@RecordBuilder
public record PlanStep(
        Stage stage, BigDecimal percentage, long minimumSeconds, long minimumRequests, ExitCriterion guard, Gate gate) {
    private static final BigDecimal MILLIONTHS_PER_PERCENT = BigDecimal.valueOf(10_000);

    @JsonIgnore
    public Duration minimumTime() {
        return Duration.ofSeconds(minimumSeconds);
    }

    /** The stage that the rest is at. */
    public Stage from(RouteKind kind) {
        return kind.stages().get(kind.stages().indexOf(stage) - 1);
    }

    public long position(RouteKind kind) {
        return position(kind, stage, percentage);
    }

    /** How far a rollout has come, in millionths of a stage: whoever is wholly at a stage has come as far as 0 % of the next. */
    public static long position(RouteKind kind, Stage to, BigDecimal percentage) {
        return (kind.stages().indexOf(to) - 1) * 1_000_000L
                + percentage.multiply(MILLIONTHS_PER_PERCENT).longValue();
    }
}
