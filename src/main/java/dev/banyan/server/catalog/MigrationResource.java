package dev.banyan.server.catalog;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.problem.IfMatch;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/projects/{project}/migrations")
@Authenticated
@Tag(name = "Catalog")
class MigrationResource {
    private final CurrentUser user;
    private final Migrations migrations;

    MigrationResource(CurrentUser user, Migrations migrations) {
        this.user = user;
        this.migrations = migrations;
    }

    @GET
    public Page<MigrationView> list(
            @PathParam("project") String project,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        user.require(project, Permission.VIEW);
        return migrations.page(project, PageRequest.of(limit, after));
    }

    @POST
    @ResponseStatus(201)
    public MigrationView create(@PathParam("project") String project, @NotNull @Valid MigrationRequest request) {
        user.require(project, Permission.EDIT_CATALOG);
        return migrations.create(user.actor(), project, request);
    }

    @GET
    @Path("/{migration}")
    public RestResponse<MigrationView> get(
            @PathParam("project") String project, @PathParam("migration") String migration) {
        user.require(project, Permission.VIEW);
        return withVersion(migrations.get(project, migration));
    }

    @PUT
    @Path("/{migration}")
    public RestResponse<MigrationView> edit(
            @PathParam("project") String project,
            @PathParam("migration") String migration,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid MigrationRequest request) {
        user.require(project, Permission.EDIT_CATALOG);
        return withVersion(
                IfMatch.anyOf(ifMatch, version -> migrations.edit(user.actor(), project, migration, version, request)));
    }

    private static RestResponse<MigrationView> withVersion(MigrationView view) {
        return RestResponse.ResponseBuilder.ok(view)
                .header("ETag", IfMatch.etag(view.version()))
                .build();
    }
}
