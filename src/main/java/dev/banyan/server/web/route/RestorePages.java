package dev.banyan.server.web.route;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.flag.FlagPreview;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.PastChange;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.ConfirmationDialog;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.PreviewView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Sets a route as it was set before: a move like any other, and said before it is made. */
@Path("/projects/{project}/environments/{environment}/routes/{route}/restore")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class RestorePages {
    @PathParam("project")
    String project;

    @PathParam("environment")
    String environment;

    @PathParam("route")
    String route;

    private final CurrentUser user;
    private final Environments environments;
    private final Flags flags;
    private final RouteReader reader;
    private final Frames frames;
    private final RouteAnswers answers;
    private final RouteConfirmations confirmations;
    private final Clock clock;

    RestorePages(
            CurrentUser user,
            Environments environments,
            Flags flags,
            RouteReader reader,
            Frames frames,
            RouteAnswers answers,
            RouteConfirmations confirmations,
            Clock clock) {
        this.user = user;
        this.environments = environments;
        this.flags = flags;
        this.reader = reader;
        this.frames = frames;
        this.answers = answers;
        this.confirmations = confirmations;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public Response show(@RestQuery long revision) {
        user.require(project, Permission.CHANGE_FLAG);
        return ask(200, revision, null, null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response restore(
            @RestForm long version, @RestForm long revision, @RestForm String reason, @RestForm boolean confirm) {
        user.require(project, Permission.CHANGE_FLAG);
        try {
            Intent intent = Intent.of(user.actor(), AuditAction.FLAG_REVERTED, route)
                    .because(reason)
                    .confirmed(confirm);
            flags.revert(scope(), route, version, revision, intent);
        } catch (Problem refused) {
            return ask(refused.status(), revision, reason, refused);
        }
        RoutePicture picture = picture();
        return answers.done(
                picture,
                ActionNotice.done(
                        "Restored.", RolloutForms.now(picture.shown(), null).sentence() + "."));
    }

    private Response ask(int status, long revision, String reason, Problem refused) {
        RoutePicture picture = picture();
        PreviewView preview;
        Problem obstacle = null;
        try {
            preview = preview(picture, revision);
        } catch (Problem inTheWay) {
            obstacle = inTheWay;
            preview = PreviewView.refused(inTheWay);
        }
        ConfirmationDialog confirmation = ConfirmationDialog.of(
                RestoreWords.target(picture, revision),
                preview,
                new ConfirmationDialog.Typed(reason, false),
                false,
                obstacle,
                refused);
        return confirmations.ask(status, picture, confirmation);
    }

    private PreviewView preview(RoutePicture picture, long revision) {
        FlagPreview would = flags.previewRevert(scope(), route, revision);
        RestoreWords words = new RestoreWords(picture, would.flag());
        PastChange past = flags.history(scope(), route, revision + 1, 1).get(0);
        PreviewView calm =
                words.preview(past, new Moment(past.at(), clock.instant())).lagging(would.lagging());
        return calm.ready()
                ? flags.harmOfRevert(scope(), route, revision)
                        .map(calm::harming)
                        .orElse(calm)
                : calm;
    }

    private RoutePicture picture() {
        return reader.read(new EnvironmentAddress(project, environment).route(route), frames.permit(project));
    }

    private EnvironmentScope scope() {
        return environments.scope(project, environment);
    }
}
