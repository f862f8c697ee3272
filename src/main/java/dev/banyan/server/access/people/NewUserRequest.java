package dev.banyan.server.access.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param administrator false unless said otherwise */
public record NewUserRequest(
        @NotNull
        @Pattern(
                regexp = "[a-z0-9][a-z0-9._-]{0,62}",
                message = "must be 1 to 63 lower-case letters, digits, dots, dashes or underscores")
        String username,

        @NotBlank @Size(max = 100) String displayName,

        @NotNull @Schema(minLength = Passwords.MIN_CHARACTERS)
        String password,

        @JsonProperty(defaultValue = "false") boolean administrator) {

    /** Without the password. */
    @Override
    public String toString() {
        return "NewUserRequest[" + username + "]";
    }
}
