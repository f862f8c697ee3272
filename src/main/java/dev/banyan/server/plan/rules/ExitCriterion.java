package dev.banyan.server.plan.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the guardrails must say at a step before the plan leaves it. None of them ever lets a plan go on from harm. */
@Schema(enumeration = {"healthy", "not-harmful", "none"})
public enum ExitCriterion {
    /** Harm of the size that matters is ruled out. */
    HEALTHY,
    /** There are fresh data and enough requests, and no harm was found in them. */
    NOT_HARMFUL,
    /** Only for a step at which no call can reach the new side: there is nothing to look at. */
    NONE;

    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    @Override
    public String toString() {
        return key();
    }
}
