package dev.banyan.server.retirement;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/projects/{project}/progress")
@Authenticated
@Tag(name = "Retirement")
class ProgressResource {
    private final CurrentUser user;
    private final ProgressReader progress;

    ProgressResource(CurrentUser user, ProgressReader progress) {
        this.user = user;
        this.progress = progress;
    }

    @GET
    @Operation(
            summary = "Requests and routes still on legacy in each environment of a project, and when it will be none",
            description = "The environment that counts is a protected one, of several the one with the most requests.")
    public ProjectProgress progress(
            @PathParam("project") String project, @QueryParam("days") @DefaultValue("90") int days) {
        user.require(project, Permission.VIEW);
        return progress.ofProject(project, days);
    }
}
