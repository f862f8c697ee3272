package dev.banyan.server.plan;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.banyan.server.plan.rules.Keys;
import dev.banyan.server.plan.rules.PlanStep;
import dev.banyan.server.plan.rules.Status;
import dev.banyan.server.plan.rules.Template;
import dev.banyan.server.plan.rules.WaitsFor;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A plan as people and programs see it.
 *
 * @param version what a change of it must send as {@code If-Match}
 * @param kind how many stages its routes have
 * @param template null for steps of one's own
 * @param step the index of the step that is held; -1 before the first
 * @param words why it is paused, or null
 * @param startedBy null in a draft
 * @param requesters who may not approve its steps
 * @param expectedEnd if all goes well; null when it is over or nobody can say
 * @param unknown why nobody can say, or null
 * @param events newest first
 */
@RecordBuilder
public record PlanView(
        long id,
        long version,
        String name,
        List<String> routes,
        int kind,
        @Schema(nullable = true) Template template,
        Status status,
        int step,
        List<Step> steps,
        @Schema(nullable = true) Waiting waitsFor,
        @Schema(nullable = true) String words,
        @Schema(nullable = true) String startedBy,
        List<String> requesters,
        Instant createdAt,
        @Schema(nullable = true) Instant startedAt,
        @Schema(nullable = true) Instant endedAt,
        @Schema(nullable = true) Instant expectedEnd,
        @Schema(nullable = true) String unknown,
        List<Happening> events) {

    /** @param expectedAt if all goes well; null for what was taken, and when nobody can say */
    public record Step(
            @JsonUnwrapped PlanStep step,
            Progress progress,
            @Schema(nullable = true) Instant takenAt,
            @Schema(nullable = true) Instant expectedAt) {}

    public enum Progress {
        DONE,
        NOW,
        TO_COME;

        @JsonValue
        public String key() {
            return Keys.of(this);
        }
    }

    /** @param until when that is over, if only time is waited for; else null */
    public record Waiting(
            WaitsFor reason,
            String words,
            @Schema(nullable = true) Instant until) {}

    /** @param step the index of the step that was held then */
    public record Happening(
            Instant at,
            PlanMoved.Kind kind,
            int step,
            String actor,
            @Schema(nullable = true) String words) {}

    public boolean waitsForApproval() {
        return status == Status.RUNNING && waitsFor.reason() == WaitsFor.APPROVAL;
    }

    public boolean waitsOutHarm() {
        return status == Status.RUNNING && waitsFor.reason() == WaitsFor.HARM;
    }

    public boolean skippable() {
        return status == Status.RUNNING
                && List.of(WaitsFor.TIME, WaitsFor.DATA, WaitsFor.FRESH_DATA, WaitsFor.REQUESTS, WaitsFor.GUARD)
                        .contains(waitsFor.reason());
    }
}
