package dev.banyan.server.access;

import jakarta.validation.constraints.NotNull;

public record RoleRequest(@NotNull Role role) {}
