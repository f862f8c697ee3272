package dev.banyan.server.catalog;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new route, or all that can be said about an existing one. */
public record RouteRequest(
        @Key String key,
        @Size(max = 2000) String description,

        @Pattern(regexp = "GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE", message = "must be an HTTP method in capitals")
        String method,

        @Size(max = 500) @Pattern(regexp = "/.*", message = "must begin with '/', such as /orders/{id}")
        String path,

        @NotNull
        @Schema(
                description = "How many stages the route has: 2, 4 or 6. Cannot change later.",
                enumeration = {"2", "4", "6"})
        Integer kind,

        @Size(max = 500) String legacyTarget,
        @Size(max = 500) String newTarget,
        String ownerTeam,
        String migration,

        @Size(min = 1, max = 100)
        @Schema(description = "The attribute that buckets are made of.", defaultValue = "targetingKey")
        String bucketBy,

        @Size(min = 1, max = 100) @Schema(description = "Routes of one group move together: they share their salt.")
        String bucketGroup,

        @Pattern(regexp = "legacy|random", message = "must be legacy or random") @Schema(defaultValue = "legacy")
        String missingKey,

        @Pattern(regexp = "shared|partitioned", message = "must be shared or partitioned")
        @Schema(defaultValue = "shared")
        String data) {}
