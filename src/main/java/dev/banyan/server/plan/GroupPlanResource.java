package dev.banyan.server.plan;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.plan.rules.Status;
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
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** All plans of an environment by number, and those of several routes that move together. */
@Path("/api/v1/projects/{project}/environments/{environment}/plans")
@Authenticated
@Tag(name = "Plans")
class GroupPlanResource {
    private final CurrentUser user;
    private final Environments environments;
    private final Plans plans;
    private final PlanActions actions;

    GroupPlanResource(CurrentUser user, Environments environments, Plans plans, PlanActions actions) {
        this.user = user;
        this.environments = environments;
        this.plans = plans;
        this.actions = actions;
    }

    @GET
    @Operation(summary = "The plans of an environment, newest first")
    public Page<PlanView> list(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        user.require(project, Permission.VIEW);
        PageRequest page = PageRequest.of(limit, after);
        EnvironmentScope scope = environments.scope(project, environment);
        long before = page.afterNumber().orElse(Long.MAX_VALUE);
        return Page.of(
                plans.ofEnvironment(scope, Status.ALL, before, page.fetch()), page, plan -> String.valueOf(plan.id()));
    }

    @POST
    @Operation(
            summary = "Make a plan for routes that move together",
            description =
                    "Each step moves all of them or none, in one revision; what holds for the worst of them holds for all.")
    @APIResponse(
            responseCode = "201",
            description = "Made; the header Location names it",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = PlanView.class)))
    public RestResponse<PlanView> create(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @NotNull @Valid GroupRequest request) {
        user.require(project, Permission.CHANGE_FLAG);
        EnvironmentScope scope = environments.scope(project, environment);
        PlanView plan = plans.create(scope, request.name().strip(), request.routes(), request.plan(), user.actor());
        String place = "/api/v1/projects/" + project + "/environments/" + environment + "/plans/" + plan.id();
        return RestResponse.ResponseBuilder.<PlanView>created(URI.create(place))
                .entity(plan)
                .header("ETag", IfMatch.etag(plan.version()))
                .build();
    }

    @GET
    @Path("/{id}")
    public RestResponse<PlanView> get(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("id") long id) {
        user.require(project, Permission.VIEW);
        return PlanResource.withVersion(plans.get(environments.scope(project, environment), id));
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Edit the steps of a plan; of a running one those to come")
    public RestResponse<PlanView> edit(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("id") long id,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid PlanRequest request) {
        user.require(project, Permission.CHANGE_FLAG);
        EnvironmentScope scope = environments.scope(project, environment);
        return PlanResource.withVersion(
                IfMatch.anyOf(ifMatch, version -> plans.edit(scope, id, version, request, user.actor())));
    }

    @POST
    @Path("/{id}/{action:start|pause|resume|judge-anew|skip|approve|abort}")
    @Operation(summary = "Start, pause, resume, judge-anew, skip, approve or abort; as for the plan of one route")
    public RestResponse<PlanView> act(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("id") long id,
            @PathParam("action") String key,
            @HeaderParam("If-Match") String ifMatch,
            @Valid PlanActionRequest request) {
        PlanAction action = PlanAction.parse(key);
        user.require(project, action.permission());
        EnvironmentScope scope = environments.scope(project, environment);
        String reason = PlanActionRequest.reasonOf(request);
        return PlanResource.withVersion(
                action.take(ifMatch, version -> actions.take(scope, id, action, version, user.actor(), reason)));
    }
}
