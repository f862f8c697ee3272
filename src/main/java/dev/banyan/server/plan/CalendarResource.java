package dev.banyan.server.plan;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.plan.calendar.CalendarRequest;
import dev.banyan.server.plan.calendar.CalendarView;
import dev.banyan.server.problem.IfMatch;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** When plans may move: time zone, working hours, freezes. A rollback asks no calendar. */
@Path("/api/v1/projects/{project}")
@Authenticated
@Tag(name = "Plans")
class CalendarResource {
    private final CurrentUser user;
    private final Environments environments;
    private final Calendars calendars;

    CalendarResource(CurrentUser user, Environments environments, Calendars calendars) {
        this.user = user;
        this.environments = environments;
        this.calendars = calendars;
    }

    @GET
    @Path("/calendar")
    @Operation(summary = "The calendar of all environments of a project")
    public RestResponse<CalendarView> ofProject(@PathParam("project") String project) {
        user.require(project, Permission.VIEW);
        return withVersion(calendars.ofProject(project));
    }

    @PUT
    @Path("/calendar")
    @Operation(summary = "Replace it; If-Match \"0\" for the first time")
    public RestResponse<CalendarView> changeOfProject(
            @PathParam("project") String project,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid CalendarRequest request) {
        user.require(project, Permission.ADMINISTER);
        return withVersion(IfMatch.anyOf(
                ifMatch,
                version -> calendars.changeOfProject(
                        user.actor(), project, version, request.calendar(), request.reason())));
    }

    @GET
    @Path("/environments/{environment}/calendar")
    @Operation(summary = "The calendar of one environment; the project's holds as well")
    public RestResponse<CalendarView> ofEnvironment(
            @PathParam("project") String project, @PathParam("environment") String environment) {
        user.require(project, Permission.VIEW);
        return withVersion(calendars.ofEnvironment(environments.scope(project, environment)));
    }

    @PUT
    @Path("/environments/{environment}/calendar")
    @Operation(summary = "Replace it; If-Match \"0\" for the first time")
    public RestResponse<CalendarView> changeOfEnvironment(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid CalendarRequest request) {
        user.require(project, Permission.ADMINISTER);
        EnvironmentScope scope = environments.scope(project, environment);
        return withVersion(IfMatch.anyOf(
                ifMatch,
                version -> calendars.changeOfEnvironment(
                        user.actor(), scope, version, request.calendar(), request.reason())));
    }

    private static RestResponse<CalendarView> withVersion(CalendarView calendar) {
        return RestResponse.ResponseBuilder.ok(calendar)
                .header("ETag", IfMatch.etag(calendar.version()))
                .build();
    }
}
