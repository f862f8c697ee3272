package dev.banyan.server.plan.rules;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Spans;
import dev.banyan.server.guard.statistics.Verdict;
import dev.banyan.server.plan.rules.PlanDecision.Finish;
import dev.banyan.server.plan.rules.PlanDecision.Pause;
import dev.banyan.server.plan.rules.PlanDecision.Take;
import dev.banyan.server.plan.rules.PlanDecision.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The one place that decides whether a plan goes on. Pure: the same arguments give the same answer. Its words are what the API answers, and
 * what is kept as the reason of a pause.
 */
public final class PlanRules {
    /** Services tell what happened every second or two while a route moves: after this nobody knows what happens now. */
    static final Duration STALE_AFTER = Duration.ofSeconds(10);

    private PlanRules() {}

    public static PlanDecision decide(Plan plan, PlanState state, PlanEvidence evidence, Instant now) {
        return switch (state.status()) {
            case DRAFT -> new Wait(WaitsFor.START, "Waits for somebody to start it.", null);
            case PAUSED -> new Wait(WaitsFor.RESUME, "Waits for somebody to resume it.", null);
            case FINISHED, ABORTED -> new Wait(WaitsFor.NOTHING, "Over.", null);
            case RUNNING ->
                interruption(evidence)
                        .or(() -> heldBack(plan, state, evidence, now))
                        .orElseGet(() -> forward(plan, state, now));
        };
    }

    private static Optional<PlanDecision> interruption(PlanEvidence evidence) {
        if (evidence.rolledBack()) {
            return Optional.of(new Pause(
                    evidence.movedBy() == null
                            ? "The route was rolled back."
                            : evidence.movedBy() + " rolled the route back."));
        }
        if (evidence.movedBy() != null) {
            return Optional.of(new Pause(evidence.movedBy() + " moved the route by hand."));
        }
        return evidence.bothDegraded()
                ? Optional.of(new Pause("Both sides are degraded, so nobody can judge the new one."))
                : Optional.empty();
    }

    private static Optional<PlanDecision> heldBack(Plan plan, PlanState state, PlanEvidence evidence, Instant now) {
        if (evidence.guard() == Verdict.HARMFUL) {
            return Optional.of(
                    new Wait(WaitsFor.HARM, "Does not go on: the new side does harm. " + evidence.guardWords(), null));
        }
        if (evidence.blindSince() != null) {
            return wait(
                    WaitsFor.SIGHT,
                    "Stands still: the guard is blind. What services measured has not been looked at for "
                            + Spans.atMost(Duration.between(evidence.blindSince(), now)) + ".");
        }
        if (state.step() < 0 || state.waived()) {
            return Optional.empty();
        }
        PlanStep step = plan.step(state.step());
        Optional<PlanDecision> early = tooEarly(step, state, now);
        return early.isPresent() || step.guard() == ExitCriterion.NONE ? early : unknown(step, state, evidence, now);
    }

    private static Optional<PlanDecision> tooEarly(PlanStep step, PlanState state, Instant now) {
        Instant until = state.since().plus(step.minimumTime());
        return now.isBefore(until)
                ? Optional.of(new Wait(
                        WaitsFor.TIME,
                        "Stays here for " + Spans.atMost(Duration.between(now, until)) + " more.",
                        until))
                : Optional.empty();
    }

    private static Optional<PlanDecision> unknown(PlanStep step, PlanState state, PlanEvidence evidence, Instant now) {
        if (evidence.newestData() == null || evidence.newestData().isBefore(state.since())) {
            return wait(WaitsFor.DATA, "Waits to learn what happens at this step. " + evidence.guardWords());
        }
        Duration age = Duration.between(evidence.newestData(), now);
        if (age.compareTo(STALE_AFTER) > 0) {
            return wait(WaitsFor.FRESH_DATA, "Waits for fresh data: the newest are " + Spans.atMost(age) + " old.");
        }
        long missing = Math.max(1, step.minimumRequests()) - evidence.callsOnNew();
        if (missing > 0) {
            return wait(
                    WaitsFor.REQUESTS,
                    "Waits for " + Figures.count(missing, "more request", "more requests") + " on the new side.");
        }
        return step.guard() == ExitCriterion.HEALTHY && evidence.guard() != Verdict.HEALTHY
                ? wait(WaitsFor.GUARD, "Waits until the new side is known to be healthy. " + evidence.guardWords())
                : Optional.empty();
    }

    private static PlanDecision forward(Plan plan, PlanState state, Instant now) {
        if (plan.isLast(state.step())) {
            return new Finish();
        }
        int next = state.step() + 1;
        if (plan.step(next).gate() == Gate.APPROVAL && !state.approved()) {
            return new Wait(WaitsFor.APPROVAL, "Waits for somebody to approve the next step.", null);
        }
        Optional<Instant> open = plan.calendar().nextOpen(now);
        if (open.filter(now::equals).isPresent()) {
            return new Take(next);
        }
        String closed = "Waits for the calendar: " + plan.calendar().closedBecause(now) + ".";
        return new Wait(WaitsFor.CALENDAR, closed, open.orElse(null));
    }

    private static Optional<PlanDecision> wait(WaitsFor reason, String words) {
        return Optional.of(new Wait(reason, words, null));
    }
}
