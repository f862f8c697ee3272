package dev.banyan.server.convergence;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/projects/{project}/rollbacks")
@Authenticated
@Tag(name = "Rollback")
class PastRollbackResource {
    private final CurrentUser user;
    private final PastRollbacks rollbacks;

    PastRollbackResource(CurrentUser user, PastRollbacks rollbacks) {
        this.user = user;
        this.rollbacks = rollbacks;
    }

    @GET
    @Operation(
            summary = "The last rollbacks, isolations and drills, how long each took and who missed it; newest first")
    public Page<PastRollback> list(
            @PathParam("project") String project,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        user.require(project, Permission.VIEW);
        return rollbacks.page(project, PageRequest.of(limit, after));
    }
}
