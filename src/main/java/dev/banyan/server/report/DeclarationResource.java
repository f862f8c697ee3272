package dev.banyan.server.report;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/projects/{project}/environments/{environment}")
@Authenticated
@Tag(name = "Code")
class DeclarationResource {
    private final CurrentUser user;
    private final Environments environments;
    private final Routes routes;
    private final Declarations declarations;
    private final Drifts drifts;
    private final LocalStates locals;

    DeclarationResource(
            CurrentUser user,
            Environments environments,
            Routes routes,
            Declarations declarations,
            Drifts drifts,
            LocalStates locals) {
        this.user = user;
        this.environments = environments;
        this.routes = routes;
        this.declarations = declarations;
        this.drifts = drifts;
        this.locals = locals;
    }

    @GET
    @Path("/routes/{route}/declarations")
    @Operation(
            summary = "Which builds of which services ask for a route, from where in their code, and what they expect")
    public Page<Declaration> declarations(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        EnvironmentScope scope = scope(project, environment);
        routes.get(project, route);
        return Page.cut(declarations.ofRoute(scope, route), PageRequest.of(limit, after));
    }

    @GET
    @Path("/drift")
    @Operation(summary = "Where code and server disagree, and what to do about it")
    public Page<DriftFinding> drift(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        return Page.cut(drifts.of(scope(project, environment)), PageRequest.of(limit, after));
    }

    @GET
    @Path("/local-states")
    @Operation(summary = "Overrides and breakers in force on single instances that are there now")
    public Page<LocalState> localStates(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @QueryParam("route") String route,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        EnvironmentScope scope = scope(project, environment);
        return Page.cut(route == null ? locals.of(scope) : locals.ofRoute(scope, route), PageRequest.of(limit, after));
    }

    private EnvironmentScope scope(String project, String environment) {
        user.require(project, Permission.VIEW);
        return environments.scope(project, environment);
    }
}
