package dev.banyan.server.web;

import dev.banyan.server.access.CurrentUser;
import dev.banyan.server.access.Identities;
import dev.banyan.server.access.Permission;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.plan.PlanAction;
import dev.banyan.server.plan.PlanActions;
import dev.banyan.server.plan.PlanRequest;
import dev.banyan.server.plan.PlanView;
import dev.banyan.server.plan.Plans;
import dev.banyan.server.plan.Template;
import dev.banyan.server.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The plan of one route: its timeline, and everything that its buttons do. */
@Path("/projects/{project}/environments/{environment}/routes/{route}/plan")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class PlanPages {
    @CheckedTemplate(basePath = "web")
    static class Templates {
        private Templates() {}

        static native TemplateInstance plan(PlanPage view);
    }

    @PathParam("project")
    String project;

    @PathParam("environment")
    String environment;

    @PathParam("route")
    String route;

    @HeaderParam("HX-Request")
    String scripted;

    private final CurrentUser user;
    private final Environments environments;
    private final Routes routes;
    private final Plans plans;
    private final PlanActions actions;
    private final PlanBoards boards;
    private final Frames frames;
    private final ProblemPages problems;
    private final Clock clock;

    PlanPages(
            CurrentUser user,
            Environments environments,
            Routes routes,
            Plans plans,
            PlanActions actions,
            PlanBoards boards,
            Frames frames,
            ProblemPages problems,
            Clock clock) {
        this.user = user;
        this.environments = environments;
        this.routes = routes;
        this.plans = plans;
        this.actions = actions;
        this.boards = boards;
        this.frames = frames;
        this.problems = problems;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show() {
        user.require(project, Permission.VIEW);
        return page(form(), null);
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
            actions.begin(scope(), route, request, user.actor(), reason);
        } catch (Problem refused) {
            return answer(refused.status(), form(), ProblemPages.notice(refused));
        }
        return done(Notice.done("Started.", "The plan moves " + route + " from here on."));
    }

    @POST
    @Path("/{action:start|pause|resume|skip|approve|abort}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response act(@PathParam("action") String key, @RestForm long version, @RestForm String reason) {
        PlanAction action = PlanAction.parse(key);
        user.require(project, action.stops() ? Permission.ROLL_BACK : Permission.CHANGE_FLAG);
        try {
            actions.take(scope(), existing().id(), action, version, user.actor(), reason);
        } catch (Problem refused) {
            return answer(refused.status(), form(), ProblemPages.notice(refused));
        }
        return done(Notice.done("Done.", PlanWords.words(existing())));
    }

    @POST
    @Path("/steps")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response steps(@RestForm long version, MultivaluedMap<String, String> typed) {
        user.require(project, Permission.CHANGE_FLAG);
        PlanForms.Entry entry =
                new PlanForms.Entry(typed.keySet().stream().collect(Collectors.toMap(name -> name, typed::getFirst)));
        try {
            save(version, entry.request(routes.get(project, route).kind()));
        } catch (Problem refused) {
            PlanForm filled = forms().filled(version, entry, refused);
            return answer(refused.status(), filled, null);
        }
        return done(Notice.done("Saved.", "These are the steps of the plan."));
    }

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        return problems.answer(problem);
    }

    private static Template template(String key) {
        try {
            return Template.parse(key);
        } catch (IllegalArgumentException unknown) {
            throw Problem.badField("template", "There is no such template.", unknown.getMessage());
        }
    }

    private void save(long version, PlanRequest request) {
        Optional<PlanView> live =
                boards.plan(state(), address()).filter(it -> it.status().live());
        if (live.isPresent()) {
            plans.edit(scope(), live.get().id(), version, request, user.actor());
        } else {
            plans.create(scope(), null, List.of(route), request, user.actor());
        }
    }

    private Response done(Notice notice) {
        return scripted == null
                ? Response.seeOther(URI.create(new PlanAddress(address()).page()))
                        .build()
                : answer(200, form(), notice);
    }

    private Response answer(int status, PlanForm form, Notice notice) {
        String markup = scripted == null
                ? page(form, notice).render()
                : Parts.notice(notice) + Parts.plan(board()) + Parts.planForm(form);
        return Response.status(status)
                .entity(markup)
                .type(MediaType.TEXT_HTML_TYPE)
                .build();
    }

    private TemplateInstance page(PlanForm form, Notice notice) {
        Layout layout = frames.inEnvironment("Plan of " + route, state()).with(notice);
        return Templates.plan(new PlanPage(layout, board(), form));
    }

    private PlanBoard board() {
        return boards.read(state(), address(), frames.permit(project), user.userName(), clock.instant());
    }

    private PlanForm form() {
        return forms().fresh(boards.plan(state(), address()), boards.suggested(state(), address()));
    }

    private PlanForms forms() {
        return new PlanForms(
                new PlanAddress(address()),
                frames.permit(project),
                routes.get(project, route).kind());
    }

    private PlanView existing() {
        return boards.plan(state(), address()).orElseThrow(() -> Problem.notFound("plan of " + route));
    }

    private RouteAddress address() {
        return new EnvironmentAddress(project, environment).route(route);
    }

    private EnvironmentState state() {
        return environments.get(project, environment);
    }

    private EnvironmentScope scope() {
        return state().scope();
    }
}
