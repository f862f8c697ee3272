package dev.banyan.server.plan.rules;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * How far a plan has come. Immutable: each event gives a new state.
 *
 * @param step the step that is held; -1 before the first
 * @param since when it was taken; null in a draft
 * @param waived somebody has said to go on without waiting for time, requests and the guardrails' word
 * @param asked the approval of the next step was asked for
 * @param approved and given
 * @param attempt grows whenever the plan is resumed, so that a step which is taken again is another one
 */
@RecordBuilder
public record PlanState(
        Status status, int step, Instant since, boolean waived, boolean asked, boolean approved, int attempt) {

    public static final PlanState DRAFT = PlanStateBuilder.builder()
            .status(Status.DRAFT)
            .step(-1)
            .since(null)
            .waived(false)
            .asked(false)
            .approved(false)
            .attempt(0)
            .build();

    /** Takes up the plan where the route stands; what holds there is looked at from now on. */
    public PlanState runningFrom(int reached, Instant now) {
        return PlanStateBuilder.builder()
                .status(Status.RUNNING)
                .step(reached)
                .since(now)
                .waived(false)
                .asked(false)
                .approved(false)
                .attempt(attempt + 1)
                .build();
    }

    public PlanState taken(int next, Instant now) {
        return PlanStateBuilder.builder()
                .status(Status.RUNNING)
                .step(next)
                .since(now)
                .waived(false)
                .asked(false)
                .approved(false)
                .attempt(attempt)
                .build();
    }

    public PlanState askedForApproval() {
        return PlanStateBuilder.builder(this).asked(true).build();
    }

    public PlanState nowApproved() {
        return PlanStateBuilder.builder(this).approved(true).build();
    }

    public PlanState nowWaived() {
        return PlanStateBuilder.builder(this).waived(true).build();
    }

    /** Other steps are to come than those that somebody has approved or let go on. */
    public PlanState edited() {
        return PlanStateBuilder.builder(this)
                .waived(false)
                .asked(false)
                .approved(false)
                .build();
    }

    public PlanState now(Status other) {
        return PlanStateBuilder.builder(this).status(other).build();
    }
}
