package dev.banyan.server.web.plan;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.plan.PlanActions;
import dev.banyan.server.plan.PlanRequest;
import dev.banyan.server.plan.rules.Template;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.PlanAddress;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

/** The plan of one route: its timeline, and everything that its buttons do. */
@Path("/projects/{project}/environments/{environment}/routes/{route}/plan")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class PlanPages {
    @PathParam("project")
    String project;

    @PathParam("environment")
    String environment;

    @PathParam("route")
    String route;

    private final CurrentUser user;
    private final Environments environments;
    private final PlanActions actions;
    private final PlanBoards boards;
    private final PlanAnswers answers;

    PlanPages(
            CurrentUser user, Environments environments, PlanActions actions, PlanBoards boards, PlanAnswers answers) {
        this.user = user;
        this.environments = environments;
        this.actions = actions;
        this.boards = boards;
        this.answers = answers;
    }

    /** A route that moves with others has no plan of its own: theirs is shown where all of them are. */
    @GET
    @Operation(hidden = true)
    public Response show() {
        user.require(project, Permission.VIEW);
        return groups().map(group -> Response.seeOther(URI.create(group)))
                .orElseGet(() -> Response.ok(answers.show(address())))
                .build();
    }

    /** One press: makes the plan of a template, and starts it. */
    @POST
    @Path("/begin")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response begin(@RestForm String template, @RestForm String reason) {
        user.require(project, Permission.CHANGE_FLAG);
        try {
            PlanRequest request = new PlanRequest(template(template), null);
            actions.begin(state().scope(), route, request, user.actor(), reason);
        } catch (Problem refused) {
            return answers.refused(address(), refused);
        }
        return answers.done(address(), ActionNotice.done("Started.", "The plan moves " + route + " from here on."));
    }

    @POST
    @Path("/{action:start|pause|resume|judge-anew|skip|approve|abort}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response act(@PathParam("action") String action, @RestForm long version, @RestForm String reason) {
        return answers.act(address(), action, version, reason);
    }

    @POST
    @Path("/steps")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response steps(@RestForm long version, MultivaluedMap<String, String> typed) {
        return answers.steps(address(), version, typed);
    }

    static Template template(String key) {
        try {
            return Template.parse(key);
        } catch (IllegalArgumentException unknown) {
            throw Problem.badField("template", "There is no such template.", unknown.getMessage());
        }
    }

    private Optional<String> groups() {
        return boards.plan(state(), address())
                .filter(plan -> plan.status().live() && plan.routes().size() > 1)
                .map(plan -> address().environment().plan(plan.id()).page());
    }

    private PlanAddress address() {
        return new EnvironmentAddress(project, environment).route(route).plan();
    }

    private EnvironmentState state() {
        return environments.get(project, environment);
    }
}
