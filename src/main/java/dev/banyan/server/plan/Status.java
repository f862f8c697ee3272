package dev.banyan.server.plan;

import com.fasterxml.jackson.annotation.JsonValue;

/** What becomes of a plan. */
public enum Status {
    DRAFT,
    RUNNING,
    PAUSED,
    FINISHED,
    ABORTED;

    /** A route has one live plan at most. */
    public boolean live() {
        return this == DRAFT || this == RUNNING || this == PAUSED;
    }

    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    public static Status parse(String key) {
        return Keys.parse(Status.class, key);
    }

    @Override
    public String toString() {
        return key();
    }
}
