package dev.banyan.server.web.guard;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.guard.rail.Guardrails;
import dev.banyan.server.guard.rail.GuardrailsView;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.frame.FrameParts;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.frame.PageAnswers;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.Conflicts;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.RouteAddress;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

/** What watches a route, and the form that changes it. */
@Path("/projects/{project}/environments/{environment}/routes/{route}/guardrails")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class GuardrailPages {
    private static final String REMOVE = "remove.";

    @CheckedTemplate(basePath = "web/guard")
    static class Templates {
        private Templates() {}

        static native TemplateInstance guardrails(GuardrailPage view);
    }

    @PathParam("project")
    String project;

    @PathParam("environment")
    String environment;

    @PathParam("route")
    String route;

    private final CurrentUser user;
    private final Environments environments;
    private final Guardrails guardrails;
    private final Conflicts conflicts;
    private final Frames frames;
    private final PageAnswers answers;

    GuardrailPages(
            CurrentUser user,
            Environments environments,
            Guardrails guardrails,
            Conflicts conflicts,
            Frames frames,
            PageAnswers answers) {
        this.user = user;
        this.environments = environments;
        this.guardrails = guardrails;
        this.conflicts = conflicts;
        this.frames = frames;
        this.answers = answers;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show() {
        user.require(project, Permission.VIEW);
        return page(forms().fresh(now()), null);
    }

    /** @param press the button: only {@code save} changes something, the others change what stands in the form */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response press(
            @RestForm @DefaultValue("save") String press,
            @RestForm String adds,
            @RestForm long version,
            MultivaluedMap<String, String> typed) {
        user.require(project, Permission.CHANGE_FLAG);
        GuardrailEntry entry =
                GuardrailEntry.typed(typed.keySet().stream().collect(Collectors.toMap(name -> name, typed::getFirst)));
        if (press.equals("save")) {
            return save(version, entry);
        }
        return answer(200, forms().going(version, pressed(press, adds, entry)), null);
    }

    private static GuardrailEntry pressed(String press, String adds, GuardrailEntry entry) {
        if (press.equals("suggested")) {
            return entry.suggested();
        }
        return press.startsWith(REMOVE)
                ? entry.without(press.substring(REMOVE.length()))
                : entry.plus(GuardrailKindForm.of(adds));
    }

    private Response save(long version, GuardrailEntry entry) {
        try {
            guardrails.replace(user.actor(), state(), route, version, entry.request());
        } catch (Problem refused) {
            return answer(refused.status(), refused(version, entry, refused), null);
        }
        ActionNotice saved =
                ActionNotice.done("Saved.", "What a changed guardrail had seen is forgotten, the others go on.");
        return answers.done(address().guardrails(), () -> pieces(forms().fresh(now()), saved));
    }

    private GuardrailForm refused(long version, GuardrailEntry entry, Problem refused) {
        return refused.status() == 412
                ? forms().behind(
                                now(),
                                entry,
                                conflicts.faster(
                                        project,
                                        environment,
                                        AuditAction.GUARDRAILS_CHANGED,
                                        route,
                                        "the guardrails were"))
                : forms().filled(version, entry, refused);
    }

    private Response answer(int status, GuardrailForm form, ActionNotice notice) {
        return answers.show(status, () -> pieces(form, notice), () -> page(form, notice));
    }

    private String pieces(GuardrailForm form, ActionNotice notice) {
        return FrameParts.notice(notice) + GuardParts.guardrails(GuardrailWords.board(now()), form);
    }

    private TemplateInstance page(GuardrailForm form, ActionNotice notice) {
        Layout layout = frames.inEnvironment("Guardrails of " + route, state()).with(notice);
        return Templates.guardrails(new GuardrailPage(layout, GuardrailWords.board(now()), form));
    }

    private GuardrailForms forms() {
        return new GuardrailForms(address(), frames.permit(project), state().guarded());
    }

    private GuardrailsView now() {
        return guardrails.get(state(), route);
    }

    private EnvironmentState state() {
        return environments.get(project, environment);
    }

    private RouteAddress address() {
        return new EnvironmentAddress(project, environment).route(route);
    }
}
