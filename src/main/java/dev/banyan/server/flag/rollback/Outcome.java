package dev.banyan.server.flag.rollback;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The answer to an action.
 *
 * @param revision the environment's revision that holds the change
 * @param changed false when there was nothing to do, or the request was a repetition
 * @param convergence how the change has arrived; null, and not written, when nobody waited for that
 */
record Outcome(
        long revision,
        boolean changed,
        @JsonInclude(JsonInclude.Include.NON_NULL) Proof convergence) {}
