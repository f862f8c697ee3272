package dev.banyan.server.catalog;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Epochs;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/projects/{project}/environments/{environment}/epoch")
@Authenticated
@Tag(name = "Environments")
class EpochResource {
    record EpochRequest(
            @NotBlank(message = "must say why, for those who find it in the audit trail") @Size(max = 1000)
            String reason) {}

    record EpochView(
            @Schema(description = "Revisions are comparable within one epoch only.")
            String epoch,

            long revision) {
        static EpochView of(EnvironmentState environment) {
            return new EpochView(environment.epoch(), environment.revision());
        }
    }

    private final CurrentUser user;
    private final Environments environments;
    private final Epochs epochs;

    EpochResource(CurrentUser user, Environments environments, Epochs epochs) {
        this.user = user;
        this.environments = environments;
        this.epochs = epochs;
    }

    @POST
    @Operation(
            summary = "Begin a new epoch, so that every instance takes what the database says now",
            description =
                    "After restoring the database a new epoch begins by itself as soon as a server or an instance shows a"
                            + " revision that the database has lost. This is for the case that nobody can show one, and does no"
                            + " harm: instances fetch the ruleset once, and acknowledgements so far are forgotten.")
    public EpochView begin(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @NotNull @Valid EpochRequest request) {
        user.require(project, Permission.ADMINISTER);
        return EpochView.of(epochs.begin(
                user.actor(),
                environments.scope(project, environment),
                request.reason().strip()));
    }
}
