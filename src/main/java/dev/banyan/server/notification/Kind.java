package dev.banyan.server.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What happened by itself. */
public enum Kind {
    GUARD_ROLLED_BACK,
    GUARD_PAUSED,
    GUARD_TOLD,
    PLAN_STEPPED,
    PLAN_WAITS_FOR_APPROVAL,
    PLAN_PAUSED,
    PLAN_FINISHED,
    PACED_ROLLBACK_FINISHED,
    EMERGENCY_RECORDED,
    GUARD_BLIND(GUARD_TOLD),
    GUARD_SEES(GUARD_TOLD),
    MEASUREMENTS_SET_ASIDE(GUARD_TOLD);

    private final Kind before;

    Kind() {
        this(null);
    }

    Kind(Kind before) {
        this.before = before;
    }

    /** What replicas take it for that are of a release which did not know it. */
    Kind before() {
        return before == null ? this : before;
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind parse(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
