package dev.banyan.server.access.token;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/v1/signing-keys")
@RolesAllowed(Identities.USER)
@Tag(name = "tokens")
class SigningKeyResource {

    record RotationView(String kid) {}

    private final CurrentUser currentUser;
    private final SigningKeys keys;

    SigningKeyResource(CurrentUser currentUser, SigningKeys keys) {
        this.currentUser = currentUser;
        this.keys = keys;
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            summary = "Rotate the key that signs tokens",
            description = "Administrators only. A new key signs from now on; the old one verifies for another hour.")
    public RotationView rotateSigningKey() {
        currentUser.requireAdministrator();
        return new RotationView(keys.rotate(currentUser.actor()));
    }
}
