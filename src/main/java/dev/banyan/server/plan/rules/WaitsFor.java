package dev.banyan.server.plan.rules;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a plan waits for. */
public enum WaitsFor {
    START,
    RESUME,
    NOTHING,
    TIME,
    DATA,
    FRESH_DATA,
    REQUESTS,
    GUARD,
    HARM,
    SIGHT,
    APPROVAL,
    CALENDAR;

    @JsonValue
    public String key() {
        return Keys.of(this);
    }
}
