package dev.banyan.server.plan.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;

/** What becomes of a plan. */
public enum Status {
    DRAFT,
    RUNNING,
    PAUSED,
    FINISHED,
    ABORTED;

    public static final Set<Status> ALL = Set.of(values());

    /** A route has one plan of these at most. */
    public static final Set<Status> LIVE = Set.of(DRAFT, RUNNING, PAUSED);

    public static final Set<Status> OVER = Set.of(FINISHED, ABORTED);

    public boolean live() {
        return LIVE.contains(this);
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
