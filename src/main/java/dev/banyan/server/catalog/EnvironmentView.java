package dev.banyan.server.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.server.environment.EnvironmentState;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@RecordBuilder
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
        return EnvironmentViewBuilder.builder()
                .key(state.scope().key())
                .name(state.name())
                .guarded(state.guarded())
                .epoch(state.epoch())
                .revision(state.revision())
                .rollback(state.rollback() == null ? null : state.rollback().key())
                .rolledBackAt(state.rolledBackAt())
                .rolledBackBy(state.rolledBackBy())
                .createdAt(state.createdAt())
                .build();
    }
}
