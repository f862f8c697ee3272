package dev.banyan.server.convergence;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.delivery.instance.Instance;
import dev.banyan.server.delivery.instance.Instances;
import dev.banyan.server.environment.Change;
import dev.banyan.server.environment.ChangeLog;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.problem.Problem;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/projects/{project}/environments/{environment}")
@Authenticated
@Tag(name = "Convergence")
class ConvergenceResource {
    private final CurrentUser user;
    private final Environments environments;
    private final Instances instances;
    private final Convergences convergences;
    private final ChangeLog log;

    ConvergenceResource(
            CurrentUser user,
            Environments environments,
            Instances instances,
            Convergences convergences,
            ChangeLog log) {
        this.user = user;
        this.environments = environments;
        this.instances = instances;
        this.convergences = convergences;
        this.log = log;
    }

    @GET
    @Path("/instances")
    @Operation(summary = "The SDK instances that are connected to any replica")
    public Page<Instance> instances(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        user.require(project, Permission.VIEW);
        return instances.page(environments.scope(project, environment), PageRequest.of(limit, after));
    }

    @GET
    @Path("/routes/{route}/convergence")
    @Operation(summary = "Who has applied the newest change of a route, or of the whole environment if that is newer")
    public Convergence ofRoute(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route) {
        user.require(project, Permission.VIEW);
        EnvironmentState state = environments.get(project, environment);
        long newest = log.ofRoute(state.scope(), route, Long.MAX_VALUE, 1).stream()
                .findFirst()
                .map(Change::revision)
                .orElseThrow(() -> Problem.notFound("route " + route));
        return convergences.of(state, newest);
    }

    @GET
    @Path("/convergence")
    @Operation(
            summary =
                    "Who has applied a revision (the newest if none is named), how long it took, and what the others still do")
    public Convergence convergence(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @QueryParam("revision") Long revision) {
        user.require(project, Permission.VIEW);
        EnvironmentState state = environments.get(project, environment);
        return convergences.of(state, Optional.ofNullable(revision).orElse(state.revision()));
    }
}
