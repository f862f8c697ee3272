package dev.banyan.server.plan.rules;

import java.time.Instant;

/** What a plan does now. */
public sealed interface PlanDecision {

    /** @param until when that is over, if only time is waited for; else null */
    record Wait(WaitsFor reason, String words, Instant until) implements PlanDecision {}

    /** Moves everybody to that step. */
    record Take(int step) implements PlanDecision {}

    record Pause(String words) implements PlanDecision {}

    record Finish() implements PlanDecision {}
}
