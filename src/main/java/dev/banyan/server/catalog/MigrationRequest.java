package dev.banyan.server.catalog;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

public record MigrationRequest(
        @Key String key,
        @NotBlank @Size(max = 200) String name,

        @NotNull @Size(max = 4000) @Schema(description = "Why we move.")
        String motivation,

        @NotNull
        @Pattern(regexp = "migrate|evolve|not-now", message = "must be migrate, evolve or not-now")
        @Schema(description = "What was decided: migrate, evolve in place, or not now.")
        String decision,

        String ownerTeam,
        LocalDate targetDate) {}
