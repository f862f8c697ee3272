package dev.banyan.server.access.people;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

public record PasswordRequest(
        @Schema(description = "Needed for one's own password")
        String currentPassword,

        @NotNull String newPassword) {

    @Override
    public String toString() {
        return "PasswordRequest[…]";
    }
}
