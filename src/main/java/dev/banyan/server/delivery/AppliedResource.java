package dev.banyan.server.delivery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.banyan.server.access.Identities;
import dev.banyan.server.access.SdkKeyScope;
import dev.banyan.server.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/sdk/v1/applied")
@RolesAllowed(Identities.SDK)
@Tag(name = "SDK")
class AppliedResource {
    private static final int LONGEST_REASON = 500;

    /** Newer SDKs may say more than we know: what we do not know is ignored. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record AppliedRequest(
            @NotNull @Pattern(regexp = "[A-Za-z0-9-]{1,64}") String epoch,
            long revision,

            @NotNull @Pattern(regexp = "applied|refused", message = "must be applied or refused")
            String outcome,

            @Size(max = 2_000) String reason) {

        private String said() {
            return reason == null ? "no reason given" : Text.clean(reason, LONGEST_REASON);
        }

        Acknowledgement acknowledgement() {
            boolean refused = outcome.equals("refused");
            return new Acknowledgement(epoch, revision, refused ? said() : null);
        }
    }

    private final SecurityIdentity identity;
    private final InstanceLog instances;
    private final ClaimedRevisions claims;

    AppliedResource(SecurityIdentity identity, InstanceLog instances, ClaimedRevisions claims) {
        this.identity = identity;
        this.instances = instances;
        this.claims = claims;
    }

    @POST
    @Operation(summary = "An SDK instance says which revision it has applied, or refused and why")
    public Uni<Void> applied(@Context HttpHeaders headers, @NotNull @Valid AppliedRequest request) {
        SdkKeyScope key = identity.getAttribute(Identities.SDK_SCOPE);
        InstanceIdentity instance = InstanceIdentity.of(headers::getHeaderString);
        claims.named(key.environmentId(), instance, request.acknowledgement());
        return instances
                .acknowledged(key.environmentId(), instance, request.acknowledgement())
                .onFailure(SQLException.class)
                .transform(failed -> Problem.unavailable("The database cannot be reached.", Duration.ofSeconds(2)));
    }
}
