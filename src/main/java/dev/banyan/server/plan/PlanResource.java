package dev.banyan.server.plan;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.plan.rules.PlanStep;
import dev.banyan.server.plan.rules.Template;
import dev.banyan.server.problem.IfMatch;
import dev.banyan.server.problem.Problem;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The plan of one route. */
@Path("/api/v1/projects/{project}/environments/{environment}/routes/{route}/plan")
@Authenticated
@Tag(name = "Plans")
class PlanResource {
    /** A template and what it would do with this route. */
    public record TemplateView(Template template, String words, List<PlanStep> steps) {}

    private final CurrentUser user;
    private final Environments environments;
    private final Plans plans;
    private final PlanActions actions;

    PlanResource(CurrentUser user, Environments environments, Plans plans, PlanActions actions) {
        this.user = user;
        this.environments = environments;
        this.plans = plans;
        this.actions = actions;
    }

    @GET
    @Operation(summary = "The plan of a route: how far it is, what it waits for, when it will be done")
    public RestResponse<PlanView> get(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route) {
        user.require(project, Permission.VIEW);
        return withVersion(plan(environments.scope(project, environment), route));
    }

    @GET
    @Path("/templates")
    @Operation(summary = "Steps made for this route's kind, at three paces")
    public List<TemplateView> templates(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route) {
        user.require(project, Permission.VIEW);
        environments.scope(project, environment);
        return Stream.of(Template.values())
                .map(each -> new TemplateView(each, each.words(), plans.steps(project, route, each)))
                .toList();
    }

    @PUT
    @Operation(
            summary = "Make a plan, or edit the one there is",
            description =
                    "Without a live plan a draft is made, and If-Match is not looked at. Of a running plan only the steps to come"
                            + " can be edited; whoever has approved one of them has to look again.")
    public RestResponse<PlanView> put(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid PlanRequest request) {
        user.require(project, Permission.CHANGE_FLAG);
        EnvironmentScope scope = environments.scope(project, environment);
        Optional<PlanView> live =
                plans.ofRoute(scope, route).filter(plan -> plan.status().live());
        if (live.isEmpty()) {
            return withVersion(plans.create(scope, null, List.of(route), request, user.actor()));
        }
        requireAlone(live.get());
        long plan = live.get().id();
        return withVersion(IfMatch.anyOf(ifMatch, version -> plans.edit(scope, plan, version, request, user.actor())));
    }

    @POST
    @Path("/{action:start|pause|resume|judge-anew|skip|approve|abort}")
    @Operation(
            summary = "Start, pause, resume, judge-anew, skip, approve or abort",
            description =
                    "pause and abort need no If-Match and the role operator; the others editor. resume lets routes that are rolled"
                            + " back go on as well. judge-anew sets aside what the guardrails have found. skip goes on without waiting"
                            + " for time, requests and the guardrails' word, but never past harm, a freeze or an approval. Whoever"
                            + " started the plan or laid down its steps cannot approve them.")
    public RestResponse<PlanView> act(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @PathParam("action") String key,
            @HeaderParam("If-Match") String ifMatch,
            @Valid PlanActionRequest request) {
        PlanAction action = PlanAction.parse(key);
        user.require(project, action.permission());
        EnvironmentScope scope = environments.scope(project, environment);
        String reason = PlanActionRequest.reasonOf(request);
        long plan = plan(scope, route).id();
        return withVersion(
                action.take(ifMatch, version -> actions.take(scope, plan, action, version, user.actor(), reason)));
    }

    private PlanView plan(EnvironmentScope scope, String route) {
        return plans.ofRoute(scope, route).orElseThrow(() -> Problem.notFound("plan of " + route));
    }

    private static void requireAlone(PlanView plan) {
        if (plan.routes().size() > 1) {
            throw Problem.conflict(
                    "plan-of-a-group",
                    "The route moves together with others, by plan " + plan.id() + " (" + plan.name() + ").",
                    "Edit that plan under plans/" + plan.id() + ", or abort it first.");
        }
    }

    static RestResponse<PlanView> withVersion(PlanView plan) {
        return RestResponse.ResponseBuilder.ok(plan)
                .header("ETag", IfMatch.etag(plan.version()))
                .build();
    }
}
