package dev.banyan.server.notification;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/projects/{project}/notices")
@Authenticated
@Tag(name = "Notices")
class NoticeResource {
    private final CurrentUser user;
    private final Notices notices;

    NoticeResource(CurrentUser user, Notices notices) {
        this.user = user;
        this.notices = notices;
    }

    @GET
    @Operation(summary = "What the server decided by itself; newest first")
    public Page<Notice> list(
            @PathParam("project") String project,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        user.require(project, Permission.VIEW);
        return notices.page(project, PageRequest.of(limit, after));
    }

    @GET
    @Path("/read")
    @Operation(summary = "How far the caller has read, and how many notices are newer: up to 100 are counted")
    public ReadView howFar(@PathParam("project") String project) {
        user.require(project, Permission.VIEW);
        return view(project);
    }

    @PUT
    @Path("/read")
    @Operation(summary = "Say up to which notice the caller has read; never goes back")
    public ReadView markRead(@PathParam("project") String project, @NotNull @Valid ReadRequest request) {
        user.require(project, Permission.VIEW);
        notices.read(project, user.userName(), request.until());
        return view(project);
    }

    private ReadView view(String project) {
        return new ReadView(notices.readUntil(project, user.userName()), notices.unread(project, user.userName()));
    }
}
