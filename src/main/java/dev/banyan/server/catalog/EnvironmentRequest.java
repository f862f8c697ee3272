package dev.banyan.server.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

public record EnvironmentRequest(
        @Key String key,
        @NotBlank @Size(max = 200) String name,

        @JsonProperty("protected")
        @Schema(description = "Ask for a reason before anything moves forward; a rollback never needs one.")
        boolean guarded) {}
