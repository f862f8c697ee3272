package dev.banyan.server.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.banyan.server.plan.rules.Keys;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;

/**
 * Something happened to a plan. Fired inside the transaction that does it: what an observer writes is kept together with it, and an
 * observer of the success only hears of what is so.
 *
 * @param actor who did it: a person, or {@code plan} where it went by itself
 */
@RecordBuilder
public record PlanMoved(
        long environmentId,
        String project,
        String environment,
        List<String> routes,
        long planId,
        Kind kind,
        String actor,
        String words,
        Instant at) {

    public enum Kind {
        STARTED,
        STEPPED,
        WAITS_FOR_APPROVAL,
        APPROVED,
        SKIPPED,
        PAUSED,
        RESUMED,
        EDITED,
        FINISHED,
        ABORTED;

        @JsonValue
        public String key() {
            return Keys.of(this);
        }
    }
}
