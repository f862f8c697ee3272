package dev.banyan.server.flag.state;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.RollbackMode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The overlay that holds a flag back; the rollout beneath it is kept.
 *
 * @param stage nobody is at a later stage than this, once it is not under way any more
 * @param pace how far it has come while it is under way; null, and not written, when all of it is in force
 */
@RecordBuilder
public record Rollback(
        Stage stage,
        RollbackMode mode,
        Instant at,
        String by,
        @Schema(nullable = true) String reason,
        @JsonInclude(JsonInclude.Include.NON_NULL) PacedRollbackProgress pace) {

    public Rollback(Stage stage, RollbackMode mode, Instant at, String by, String reason) {
        this(stage, mode, at, by, reason, null);
    }

    @JsonIgnore
    public boolean isUnderWay() {
        return pace != null;
    }

    Rollback with(PacedRollbackProgress next) {
        return RollbackBuilder.builder(this).pace(next.isOver() ? null : next).build();
    }

    Rollback inFull() {
        return new Rollback(stage, mode, at, by, reason);
    }
}
