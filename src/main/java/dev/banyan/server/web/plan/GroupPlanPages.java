package dev.banyan.server.web.plan;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.plan.PlanView;
import dev.banyan.server.plan.Plans;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.PlanAddress;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** All plans of an environment, each by its number, and the form that makes one for routes that move together. */
@Path("/projects/{project}/environments/{environment}/plans")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class GroupPlanPages {
    @CheckedTemplate(basePath = "web/plan", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance plans(PlansView view);

        static native TemplateInstance groupPlan(GroupForm form);
    }

    @PathParam("project")
    String project;

    @PathParam("environment")
    String environment;

    private final CurrentUser user;
    private final Environments environments;
    private final Plans plans;
    private final PlansReader list;
    private final GroupForms forms;
    private final PlanAnswers answers;
    private final Frames frames;

    GroupPlanPages(
            CurrentUser user,
            Environments environments,
            Plans plans,
            PlansReader list,
            GroupForms forms,
            PlanAnswers answers,
            Frames frames) {
        this.user = user;
        this.environments = environments;
        this.plans = plans;
        this.list = list;
        this.forms = forms;
        this.answers = answers;
        this.frames = frames;
    }

    /** @param which {@code over} for those of the past */
    @GET
    @Operation(hidden = true)
    public TemplateInstance all(@RestQuery String which, @RestQuery String after) {
        user.require(project, Permission.VIEW);
        Layout layout = frames.inEnvironment("Plans", state(), Layout.Section.PLANS);
        PlansReader.Wanted wanted = PlansReader.Wanted.of(which, after);
        return Templates.plans(new PlansView(layout, list.read(state(), frames.permit(project), wanted)));
    }

    @GET
    @Path("/new")
    @Operation(hidden = true)
    public TemplateInstance make(@RestQuery List<String> route) {
        user.require(project, Permission.CHANGE_FLAG);
        return Templates.groupPlan(form(GroupForms.Entry.choosing(route), null));
    }

    /** For browsers without scripts, and a press of Enter in the search: what was typed and ticked is kept. */
    @POST
    @Path("/new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public TemplateInstance search(
            @RestForm String name, @RestForm List<String> route, @RestForm String template, @RestForm String search) {
        user.require(project, Permission.CHANGE_FLAG);
        return Templates.groupPlan(form(GroupForms.Entry.of(name, route, template, search), null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response create(
            @RestForm String name, @RestForm List<String> route, @RestForm String template, @RestForm String search) {
        user.require(project, Permission.CHANGE_FLAG);
        GroupForms.Entry entry = GroupForms.Entry.of(name, route, template, search);
        try {
            PlanView made = plans.create(state().scope(), entry.named(), entry.chosen(), entry.request(), user.actor());
            String page =
                    new EnvironmentAddress(project, environment).plan(made.id()).page();
            return Response.seeOther(URI.create(entry.own() ? page + "?edit=steps" : page))
                    .build();
        } catch (Problem refused) {
            return Response.status(refused.status())
                    .entity(Templates.groupPlan(form(entry, refused)).render())
                    .type(MediaType.TEXT_HTML_TYPE)
                    .build();
        }
    }

    @GET
    @Path("/{id:\\d+}")
    @Operation(hidden = true)
    public TemplateInstance show(@PathParam("id") long id, @RestQuery String edit) {
        user.require(project, Permission.VIEW);
        return edit == null ? answers.show(address(id)) : answers.edit(address(id));
    }

    @POST
    @Path("/{id:\\d+}/{action:start|pause|resume|judge-anew|skip|approve|abort}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response act(
            @PathParam("id") long id,
            @PathParam("action") String action,
            @RestForm long version,
            @RestForm String reason) {
        return answers.act(address(id), action, version, reason);
    }

    @POST
    @Path("/{id:\\d+}/steps")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response steps(@PathParam("id") long id, @RestForm long version, MultivaluedMap<String, String> typed) {
        return answers.steps(address(id), version, typed);
    }

    private GroupForm form(GroupForms.Entry entry, Problem refused) {
        Layout layout = frames.inEnvironment("Move routes together", state(), Layout.Section.PLANS);
        return forms.read(layout, state(), frames.permit(project), entry, refused);
    }

    private PlanAddress address(long id) {
        return new EnvironmentAddress(project, environment).plan(id);
    }

    private EnvironmentState state() {
        return environments.get(project, environment);
    }
}
