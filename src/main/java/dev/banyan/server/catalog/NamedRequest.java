package dev.banyan.server.catalog;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A new project or team. */
public record NamedRequest(
        @Key String key, @NotBlank @Size(max = 200) String name) {}
