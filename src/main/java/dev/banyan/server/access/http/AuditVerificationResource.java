package dev.banyan.server.access.http;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.audit.AuditVerification;
import dev.banyan.server.audit.AuditVerifier;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/audit/verification")
@RolesAllowed(Identities.USER)
@Tag(name = "audit")
class AuditVerificationResource {

    private final CurrentUser currentUser;
    private final AuditVerifier verifier;

    AuditVerificationResource(CurrentUser currentUser, AuditVerifier verifier) {
        this.currentUser = currentUser;
        this.verifier = verifier;
    }

    @GET
    @Operation(
            summary = "Verify the whole audit trail",
            description =
                    "Administrators only. Recomputes the hash chain from its first entry. Keep headHash elsewhere, so that a"
                            + " trail rewritten as a whole would show.")
    public AuditVerification verifyAuditTrail() {
        currentUser.requireAdministrator();
        return verifier.verify();
    }
}
