package dev.banyan.server.web.route;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.flag.Resumes;
import dev.banyan.server.flag.state.ResumeOrder;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.Backfill;
import dev.banyan.server.web.kit.ConfirmationDialog;
import dev.banyan.server.web.kit.EnvironmentAddress;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

/** On again with a route that is rolled back: it is said first what that leads to. */
@Path("/projects/{project}/environments/{environment}/routes/{route}/resume")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class ResumePages {
    @PathParam("project")
    String project;

    @PathParam("environment")
    String environment;

    @PathParam("route")
    String route;

    private final CurrentUser user;
    private final Environments environments;
    private final Resumes resumes;
    private final RouteReader reader;
    private final Frames frames;
    private final RouteAnswers answers;
    private final RouteConfirmations confirmations;

    ResumePages(
            CurrentUser user,
            Environments environments,
            Resumes resumes,
            RouteReader reader,
            Frames frames,
            RouteAnswers answers,
            RouteConfirmations confirmations) {
        this.user = user;
        this.environments = environments;
        this.resumes = resumes;
        this.reader = reader;
        this.frames = frames;
        this.answers = answers;
        this.confirmations = confirmations;
    }

    @GET
    @Operation(hidden = true)
    public Response show() {
        user.require(project, Permission.ROLL_BACK);
        return ask(200, ConfirmationDialog.Typed.NOTHING, null);
    }

    /** @param version null from a page that has shown nothing before the press */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response resume(@RestForm Long version, @RestForm String reason, @RestForm boolean backfilled) {
        user.require(project, Permission.ROLL_BACK);
        ConfirmationDialog.Typed typed = new ConfirmationDialog.Typed(reason, backfilled);
        if (version == null) {
            return ask(200, typed, null);
        }
        try {
            Intent intent =
                    Intent.of(user.actor(), AuditAction.FLAG_RESUMED, route).because(reason);
            resumes.route(
                    environments.scope(project, environment), route, ResumeOrder.onPage(backfilled, version), intent);
        } catch (Problem refused) {
            return ask(refused.status(), typed, refused);
        }
        return answers.done(picture(), ActionNotice.done("Resumed.", "The same callers return to the new side."));
    }

    private Response ask(int status, ConfirmationDialog.Typed typed, Problem refused) {
        RoutePicture picture = picture();
        Backfill backfill =
                Backfill.of(with -> resumes.requireRouteReady(environments.scope(project, environment), route, with));
        ConfirmationDialog confirmation = ConfirmationDialog.of(
                ResumeWords.target(picture),
                ResumeWords.ofRoute(picture),
                typed,
                backfill.needed(),
                backfill.obstacle(),
                refused);
        return confirmations.ask(status, picture, confirmation);
    }

    private RoutePicture picture() {
        return reader.read(new EnvironmentAddress(project, environment).route(route), frames.permit(project));
    }
}
