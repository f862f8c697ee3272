package dev.banyan.server.catalog;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.Pinning;
import dev.banyan.server.environment.PinningView;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** No answer holds a secret: the environment's SDKs get it with their ruleset, and nobody else needs it. */
@Path("/api/v1/projects/{project}/environments/{environment}/pinning")
@Authenticated
@Tag(name = "Pinning")
class PinningResource {
    record AgeRequest(
            @NotNull @Schema(description = "1 to 3600") Integer maxAgeSeconds,
            @Size(max = 1000) String reason) {}

    record RotationRequest(@Size(max = 1000) String reason) {}

    private final CurrentUser user;
    private final Environments environments;
    private final Pinning pinning;

    @PathParam("project")
    String project;

    @PathParam("environment")
    String environment;

    PinningResource(CurrentUser user, Environments environments, Pinning pinning) {
        this.user = user;
        this.environments = environments;
        this.pinning = pinning;
    }

    @GET
    @Operation(summary = "Whether pins are signed, and how old they may be")
    public PinningView get() {
        return pinning.get(scope(Permission.VIEW));
    }

    @POST
    @Path("/rotate")
    @Operation(
            summary = "Sign pins with a new secret; the first rotation switches signing on",
            description =
                    "The server makes the secret and shows it to nobody. The former one is accepted until the next"
                            + " rotation, or until it is deleted.")
    public PinningView rotate(@HeaderParam("Idempotency-Key") String idempotencyKey, @Valid RotationRequest request) {
        EnvironmentScope scope = scope(Permission.ADMINISTER);
        String reason = request == null ? null : request.reason();
        return pinning.rotate(
                scope,
                intent(AuditAction.PINNING_SECRET_ROTATED).because(reason).once(idempotencyKey));
    }

    @PUT
    @Operation(summary = "Set how old a pin may be")
    public PinningView limitAge(@NotNull @Valid AgeRequest request) {
        EnvironmentScope scope = scope(Permission.ADMINISTER);
        return pinning.limitAge(
                scope,
                request.maxAgeSeconds(),
                intent(AuditAction.PIN_AGE_CHANGED).because(request.reason()));
    }

    @DELETE
    @Path("/previous")
    @Operation(summary = "Accept the former secret no longer, at once")
    public PinningView forgetPrevious(@QueryParam("reason") String reason) {
        EnvironmentScope scope = scope(Permission.ADMINISTER);
        return pinning.forgetPrevious(
                scope, intent(AuditAction.FORMER_PINNING_SECRET_REMOVED).because(reason));
    }

    @DELETE
    @Operation(summary = "Sign pins no longer; they are then accepted without signature")
    public PinningView switchOff(@QueryParam("reason") String reason) {
        EnvironmentScope scope = scope(Permission.ADMINISTER);
        return pinning.switchOff(
                scope, intent(AuditAction.PINNING_SECRET_REMOVED).because(reason));
    }

    private EnvironmentScope scope(Permission permission) {
        user.require(project, permission);
        return environments.scope(project, environment);
    }

    private Intent intent(AuditAction action) {
        return Intent.of(user.actor(), action, environment);
    }
}
