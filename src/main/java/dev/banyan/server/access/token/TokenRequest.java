package dev.banyan.server.access.token;

import jakarta.validation.constraints.NotNull;

public record TokenRequest(
        @NotNull String username, @NotNull String password) {

    @Override
    public String toString() {
        return "TokenRequest[…]";
    }
}
