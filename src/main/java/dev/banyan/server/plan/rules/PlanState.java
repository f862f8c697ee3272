package dev.banyan.server.plan.rules;

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
public record PlanState(
        Status status, int step, Instant since, boolean waived, boolean asked, boolean approved, int attempt) {

    public static final PlanState DRAFT = new PlanState(Status.DRAFT, -1, null, false, false, false, 0);

    /** Takes up the plan where the route stands; what holds there is looked at from now on. */
    public PlanState runningFrom(int reached, Instant now) {
        return new PlanState(Status.RUNNING, reached, now, false, false, false, attempt + 1);
    }

    public PlanState taken(int next, Instant now) {
        return new PlanState(Status.RUNNING, next, now, false, false, false, attempt);
    }

    public PlanState askedForApproval() {
        return new PlanState(status, step, since, waived, true, approved, attempt);
    }

    public PlanState nowApproved() {
        return new PlanState(status, step, since, waived, asked, true, attempt);
    }

    public PlanState nowWaived() {
        return new PlanState(status, step, since, true, asked, approved, attempt);
    }

    /** Other steps are to come than those that somebody has approved or let go on. */
    public PlanState edited() {
        return new PlanState(status, step, since, false, false, false, attempt);
    }

    public PlanState now(Status other) {
        return new PlanState(other, step, since, waived, asked, approved, attempt);
    }
}
