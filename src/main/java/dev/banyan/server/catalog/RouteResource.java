package dev.banyan.server.catalog;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.problem.IfMatch;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/projects/{project}/routes")
@Authenticated
@Tag(name = "Catalog")
class RouteResource {
    private final CurrentUser user;
    private final Routes routes;

    RouteResource(CurrentUser user, Routes routes) {
        this.user = user;
        this.routes = routes;
    }

    @GET
    public Page<RouteView> list(
            @PathParam("project") String project,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        user.require(project, Permission.VIEW);
        return routes.page(project, PageRequest.of(limit, after)).map(RouteView::of);
    }

    @POST
    @Operation(summary = "Make a route; it starts at off in every environment")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RouteView.class)))
    public RestResponse<RouteView> create(@PathParam("project") String project, @NotNull @Valid RouteRequest request) {
        user.require(project, Permission.EDIT_CATALOG);
        return answer(RestResponse.Status.CREATED, routes.create(user.actor(), project, request));
    }

    @GET
    @Path("/{route}")
    public RestResponse<RouteView> get(@PathParam("project") String project, @PathParam("route") String route) {
        user.require(project, Permission.VIEW);
        return answer(RestResponse.Status.OK, routes.get(project, route));
    }

    @PUT
    @Path("/{route}")
    @Operation(summary = "Replace what is said about a route; its key, kind, salt and bucket group stay")
    public RestResponse<RouteView> edit(
            @PathParam("project") String project,
            @PathParam("route") String route,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid RouteRequest request) {
        user.require(project, Permission.EDIT_CATALOG);
        return answer(
                RestResponse.Status.OK,
                IfMatch.anyOf(ifMatch, version -> routes.edit(user.actor(), project, route, version, request)));
    }

    @POST
    @Path("/{route}/reshuffle")
    @Operation(summary = "Give the route a new salt: the same share, other contexts")
    public RestResponse<RouteView> reshuffle(
            @PathParam("project") String project,
            @PathParam("route") String route,
            @HeaderParam("If-Match") String ifMatch) {
        user.require(project, Permission.CHANGE_FLAG);
        return answer(
                RestResponse.Status.OK,
                IfMatch.anyOf(ifMatch, version -> routes.reshuffle(user.actor(), project, route, version)));
    }

    @DELETE
    @Path("/{route}")
    @Operation(summary = "Delete a route that is at off everywhere; its key is never given again")
    public void delete(
            @PathParam("project") String project,
            @PathParam("route") String route,
            @HeaderParam("If-Match") String ifMatch) {
        user.require(project, Permission.EDIT_CATALOG);
        IfMatch.anyOf(ifMatch, version -> routes.delete(user.actor(), project, route, version));
    }

    private static RestResponse<RouteView> answer(RestResponse.Status status, Route route) {
        return RestResponse.ResponseBuilder.create(status, RouteView.of(route))
                .header("ETag", IfMatch.etag(route.version()))
                .build();
    }
}
