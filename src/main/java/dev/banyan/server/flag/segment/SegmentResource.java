package dev.banyan.server.flag.segment;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.catalog.Key;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.flag.Confirmation;
import dev.banyan.server.problem.IfMatch;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/projects/{project}/environments/{environment}/segments")
@Authenticated
@Tag(name = "Segments")
class SegmentResource {
    private final CurrentUser user;
    private final Environments environments;
    private final Segments segments;

    SegmentResource(CurrentUser user, Environments environments, Segments segments) {
        this.user = user;
        this.environments = environments;
        this.segments = segments;
    }

    @GET
    public List<SegmentView> list(@PathParam("project") String project, @PathParam("environment") String environment) {
        return segments.ofEnvironment(scope(project, environment, Permission.VIEW));
    }

    @GET
    @Path("/{segment}")
    public RestResponse<SegmentView> get(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("segment") String segment) {
        return withVersion(segments.get(scope(project, environment, Permission.VIEW), segment));
    }

    @PUT
    @Path("/{segment}")
    @Operation(summary = "Make a segment (If-None-Match: *) or replace it (If-Match)")
    public RestResponse<SegmentView> put(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @Key @PathParam("segment") String segment,
            @QueryParam("reason") String reason,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            @Parameter(description = Confirmation.WORDS) @QueryParam("confirm") @DefaultValue("false") boolean confirm,
            @NotNull @Valid SegmentRequest request) {
        EnvironmentScope scope = scope(project, environment, Permission.CHANGE_FLAG);
        if ("*".equals(ifNoneMatch)) {
            Intent intent = Intent.of(user.actor(), AuditAction.SEGMENT_CREATED, segment)
                    .because(reason)
                    .confirmed(confirm);
            return withVersion(segments.create(scope, segment, request, intent));
        }
        Intent intent = Intent.of(user.actor(), AuditAction.SEGMENT_CHANGED, segment)
                .because(reason)
                .confirmed(confirm);
        return withVersion(
                IfMatch.anyOf(ifMatch, version -> segments.change(scope, segment, version, request, intent)));
    }

    @DELETE
    @Path("/{segment}")
    public void delete(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("segment") String segment,
            @QueryParam("reason") String reason,
            @HeaderParam("If-Match") String ifMatch) {
        EnvironmentScope scope = scope(project, environment, Permission.CHANGE_FLAG);
        Intent intent =
                Intent.of(user.actor(), AuditAction.SEGMENT_DELETED, segment).because(reason);
        IfMatch.anyOf(ifMatch, version -> segments.delete(scope, segment, version, intent));
    }

    private EnvironmentScope scope(String project, String environment, Permission permission) {
        user.require(project, permission);
        return environments.scope(project, environment);
    }

    private static RestResponse<SegmentView> withVersion(SegmentView segment) {
        return RestResponse.ResponseBuilder.ok(segment)
                .header("ETag", IfMatch.etag(segment.version()))
                .build();
    }
}
