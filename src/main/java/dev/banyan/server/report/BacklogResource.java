package dev.banyan.server.report;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/projects/{project}/environments/{environment}/routes/{route}/backlog")
@Authenticated
@Tag(name = "Backlog")
class BacklogResource {
    private final CurrentUser user;
    private final Environments environments;
    private final Routes routes;
    private final Backlogs backlogs;

    BacklogResource(CurrentUser user, Environments environments, Routes routes, Backlogs backlogs) {
        this.user = user;
        this.environments = environments;
        this.routes = routes;
        this.backlogs = backlogs;
    }

    @GET
    @Operation(
            summary =
                    "Second writes that failed and were not made up for: in all, by the side that lacks them, and by the ledger that keeps them")
    public RouteBacklog backlog(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        user.require(project, Permission.VIEW);
        EnvironmentScope scope = environments.scope(project, environment);
        routes.get(project, route);
        List<Backlog> all = backlogs.ofRoute(scope, route);
        return RouteBacklog.of(route, all, Page.cut(all, PageRequest.of(limit, after)));
    }

    @DELETE
    @Path("/{ledger}")
    @Operation(
            summary = "Discard the backlog of a ledger whose machine is gone for good",
            description =
                    "A reason is required. With side=legacy or side=new, only what that side lacks. If the ledger still exists, its"
                            + " next report brings the backlog back.")
    public void discard(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @PathParam("ledger") String ledger,
            @QueryParam("side") String side,
            @QueryParam("reason") String reason) {
        user.require(project, Permission.CHANGE_FLAG);
        backlogs.discard(user.actor(), environments.scope(project, environment), route, ledger, side, reason);
    }
}
