package dev.banyan.sdk.internal.route;

import dev.banyan.evaluation.Decision;

/**
 * What this process alone says about a route, stronger than the ruleset and any pin: a local override or an open circuit breaker.
 * Thread-safe; called for every decision while it is in force, and must neither block nor throw.
 */
public interface LocalRule {
    /** The decision that holds instead; the same one when this rule has nothing against it. */
    Decision apply(Decision decision);
}
