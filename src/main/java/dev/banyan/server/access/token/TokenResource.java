package dev.banyan.server.access.token;

import dev.banyan.server.access.kit.ClientAddress;
import dev.banyan.server.access.people.SignIn;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

@Path("/api/v1/tokens")
@Tag(name = "tokens", description = "Signing in to this API")
class TokenResource {

    private final SignIn signIn;
    private final ApiTokens tokens;

    TokenResource(SignIn signIn, ApiTokens tokens) {
        this.signIn = signIn;
        this.tokens = tokens;
    }

    @POST
    @PermitAll
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @SecurityRequirementsSet
    @Operation(
            summary = "Get a token",
            description = "For a name and a password, valid for 15 minutes. Send it as Authorization: Bearer …")
    public TokenView issueToken(@NotNull @Valid TokenRequest request) {
        return tokens.issue(signIn.verify(request.username(), request.password(), ClientAddress.current()));
    }
}
