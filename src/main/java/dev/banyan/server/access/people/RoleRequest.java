package dev.banyan.server.access.people;

import jakarta.validation.constraints.NotNull;

public record RoleRequest(@NotNull Role role) {}
