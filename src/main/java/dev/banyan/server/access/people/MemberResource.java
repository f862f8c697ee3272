package dev.banyan.server.access.people;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/v1/projects/{project}/members")
@RolesAllowed(Identities.USER)
@Tag(name = "members", description = "Who is what in a project; for its admins")
class MemberResource {

    private final CurrentUser currentUser;
    private final Memberships memberships;

    MemberResource(CurrentUser currentUser, Memberships memberships) {
        this.currentUser = currentUser;
        this.memberships = memberships;
    }

    @GET
    @Operation(summary = "List the members of a project", description = "Ordered by username.")
    public Page<MemberView> listMembers(
            @PathParam("project") String project,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        currentUser.require(project, Permission.ADMINISTER);
        return memberships.list(project, PageRequest.of(limit, after));
    }

    @GET
    @Path("/{user}")
    @Operation(summary = "Look at one member")
    public MemberView getMember(@PathParam("project") String project, @PathParam("user") String user) {
        currentUser.require(project, Permission.ADMINISTER);
        return memberships.get(project, user);
    }

    @PUT
    @Path("/{user}")
    @Operation(
            summary = "Give a user a role in the project",
            description = "In place of the role that the user has, if any.")
    public MemberView putMember(
            @PathParam("project") String project, @PathParam("user") String user, @NotNull @Valid RoleRequest request) {
        currentUser.require(project, Permission.ADMINISTER);
        return memberships.grant(currentUser.actor(), project, user, request.role());
    }

    @DELETE
    @Path("/{user}")
    @ResponseStatus(204)
    @Operation(summary = "Take a user out of the project", description = "Takes effect with that user's next request.")
    public void removeMember(@PathParam("project") String project, @PathParam("user") String user) {
        currentUser.require(project, Permission.ADMINISTER);
        memberships.withdraw(currentUser.actor(), project, user);
    }
}
