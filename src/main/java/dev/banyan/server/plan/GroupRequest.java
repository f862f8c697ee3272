package dev.banyan.server.plan;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * @param name what people call the routes that move together
 * @param routes all of one kind
 */
public record GroupRequest(
        @NotBlank @Size(max = 100) String name,
        @NotEmpty @Size(max = 100) List<@NotBlank String> routes,
        @NotNull @Valid PlanRequest plan) {}
