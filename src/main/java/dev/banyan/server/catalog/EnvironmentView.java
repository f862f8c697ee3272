package dev.banyan.server.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.server.environment.EnvironmentState;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

public record EnvironmentView(
        String key,
        String name,
        @JsonProperty("protected") boolean guarded,
        String epoch,
        long revision,
        @Schema(nullable = true) String rollback,
        @Schema(nullable = true) Instant rolledBackAt,
        @Schema(nullable = true) String rolledBackBy,
        Instant createdAt) {
    static EnvironmentView of(EnvironmentState state) {
        return new EnvironmentView(
                state.scope().key(),
                state.name(),
                state.guarded(),
                state.epoch(),
                state.revision(),
                state.rollback() == null ? null : state.rollback().key(),
                state.rolledBackAt(),
                state.rolledBackBy(),
                state.createdAt());
    }
}
