package dev.banyan.server.retirement;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/projects/{project}/environments/{environment}")
@Authenticated
@Tag(name = "Retirement")
class RetirementResource {
    private final CurrentUser user;
    private final Environments environments;
    private final Retirements retirements;
    private final ProgressReader progress;

    RetirementResource(CurrentUser user, Environments environments, Retirements retirements, ProgressReader progress) {
        this.user = user;
        this.environments = environments;
        this.retirements = retirements;
        this.progress = progress;
    }

    @GET
    @Path("/routes/{route}/retirement")
    @Operation(summary = "Whether the old path of a route is dead, with the evidence, and which call sites can go")
    public Retirement retirement(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @QueryParam("days") Integer days) {
        return retirements.of(scope(project, environment), route, days);
    }

    @GET
    @Path("/progress")
    @Operation(summary = "Requests and routes still on legacy, day by day, and when it will be none")
    public Progress progress(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @QueryParam("days") @DefaultValue("90") int days) {
        return progress.of(scope(project, environment), days);
    }

    private EnvironmentScope scope(String project, String environment) {
        user.require(project, Permission.VIEW);
        return environments.scope(project, environment);
    }
}
