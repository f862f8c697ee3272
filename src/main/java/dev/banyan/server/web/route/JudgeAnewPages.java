package dev.banyan.server.web.route;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.guard.Guards;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.RouteAddress;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** For whoever has mended what did harm: the guardrails of a route look again from now on. */
@Path("/projects/{project}/environments/{environment}/routes/{route}/judge-anew")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class JudgeAnewPages {
    private final CurrentUser user;
    private final Environments environments;
    private final Guards guards;
    private final RouteReader reader;
    private final Frames frames;
    private final RouteAnswers answers;

    JudgeAnewPages(
            CurrentUser user,
            Environments environments,
            Guards guards,
            RouteReader reader,
            Frames frames,
            RouteAnswers answers) {
        this.user = user;
        this.environments = environments;
        this.guards = guards;
        this.reader = reader;
        this.frames = frames;
        this.answers = answers;
    }

    @POST
    @Operation(hidden = true)
    public Response judgeAnew(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route) {
        user.require(project, Permission.CHANGE_FLAG);
        guards.beginAnew(environments.scope(project, environment), route, user.actor());
        RouteAddress address = new EnvironmentAddress(project, environment).route(route);
        return answers.judgedAnew(reader.read(address, frames.permit(project)));
    }
}
