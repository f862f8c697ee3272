package dev.banyan.server.guard;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.guard.rail.Guardrails;
import dev.banyan.server.guard.rail.GuardrailsRequest;
import dev.banyan.server.guard.rail.GuardrailsView;
import dev.banyan.server.problem.IfMatch;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/projects/{project}/environments/{environment}/routes/{route}")
@Authenticated
@Tag(name = "Guardrails")
class GuardResource {
    /** What all of these are about. */
    static final class Target {
        @PathParam("project")
        String project;

        @PathParam("environment")
        String environment;

        @PathParam("route")
        String route;
    }

    private final CurrentUser user;
    private final Environments environments;
    private final Guardrails guardrails;
    private final Guards guards;
    private final Decisions decisions;

    GuardResource(
            CurrentUser user, Environments environments, Guardrails guardrails, Guards guards, Decisions decisions) {
        this.user = user;
        this.environments = environments;
        this.guardrails = guardrails;
        this.guards = guards;
        this.decisions = decisions;
    }

    @GET
    @Path("/guardrails")
    @Operation(summary = "What is watched on a route, and what follows; suggested ones where nobody has set any")
    public RestResponse<GuardrailsView> guardrails(@BeanParam Target target) {
        return withVersion(guardrails.get(state(target, Permission.VIEW), target.route));
    }

    @PUT
    @Path("/guardrails")
    @Operation(
            summary = "Replace the guardrails of a route",
            description = "What is left out of a guardrail is as suggested for its kind; an empty list watches nothing."
                    + " If-Match is \"0\" while the suggested ones hold."
                    + " 412 answers with the current ones when somebody else was faster."
                    + " What a changed guardrail had seen is forgotten, the others go on."
                    + " A guardrail of the kind \"prometheus\" takes a short name, a query (PromQL that gives one value) and the limit"
                    + " above which a look is bad; what Prometheus refuses is refused with its message, and \"unchecked\" says when"
                    + " it could not be asked.")
    public RestResponse<GuardrailsView> replace(
            @BeanParam Target target,
            @HeaderParam("If-Match") String ifMatch,
            @NotNull @Valid GuardrailsRequest request) {
        EnvironmentState state = state(target, Permission.CHANGE_FLAG);
        return withVersion(IfMatch.anyOf(
                ifMatch, version -> guardrails.replace(user.actor(), state, target.route, version, request)));
    }

    @GET
    @Path("/guard")
    @Operation(
            summary = "How a route stands with its guardrails since its rollout moved somebody last",
            description = "HEALTHY: a harm as large as matters is ruled out. HARMFUL: the new side is worse."
                    + " INCONCLUSIVE: neither is shown; the words say what is missing.")
    public GuardReport standing(@BeanParam Target target) {
        return guards.report(scope(target, Permission.VIEW), target.route);
    }

    @POST
    @Path("/guard/begin-anew")
    @Operation(summary = "Set aside what the guardrails of a route have found, and judge it anew from now on")
    public GuardReport beginAnew(@BeanParam Target target) {
        EnvironmentScope scope = scope(target, Permission.CHANGE_FLAG);
        guards.beginAnew(scope, target.route, user.actor());
        return guards.report(scope, target.route);
    }

    @GET
    @Path("/decisions")
    @Operation(summary = "What the guard did by itself, and why; newest first")
    public Page<DecisionView> decisions(
            @BeanParam Target target, @QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        return decisions.page(scope(target, Permission.VIEW), target.route, PageRequest.of(limit, after));
    }

    @GET
    @Path("/decisions/{id}")
    @Operation(summary = "One decision with its evidence: the figures of both sides at that moment, second by second")
    public DecisionView decision(@BeanParam Target target, @PathParam("id") long id) {
        return decisions.get(scope(target, Permission.VIEW), target.route, id);
    }

    private EnvironmentState state(Target target, Permission permission) {
        user.require(target.project, permission);
        return environments.get(target.project, target.environment);
    }

    private EnvironmentScope scope(Target target, Permission permission) {
        user.require(target.project, permission);
        return environments.scope(target.project, target.environment);
    }

    private static RestResponse<GuardrailsView> withVersion(GuardrailsView view) {
        return RestResponse.ResponseBuilder.ok(view)
                .header("ETag", IfMatch.etag(view.version()))
                .build();
    }
}
