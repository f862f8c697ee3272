package dev.banyan.server.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.server.environment.EnvironmentState;
import java.time.Instant;

public record EnvironmentView(
        String key,
        String name,
        @JsonProperty("protected") boolean guarded,
        String epoch,
        long revision,
        String rollback,
        Instant rolledBackAt,
        String rolledBackBy,
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
