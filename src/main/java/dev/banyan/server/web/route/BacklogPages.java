package dev.banyan.server.web.route;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.report.Backlogs;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.RouteAddress;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

/** What can be done about missing writes on the page of a route. */
@Path("/projects/{project}/environments/{environment}/routes/{route}/backlog/{ledger}/discard")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class BacklogPages {
    private final CurrentUser user;
    private final Environments environments;
    private final Backlogs backlogs;
    private final RouteReader reader;
    private final Frames frames;
    private final RouteAnswers answers;

    BacklogPages(
            CurrentUser user,
            Environments environments,
            Backlogs backlogs,
            RouteReader reader,
            Frames frames,
            RouteAnswers answers) {
        this.user = user;
        this.environments = environments;
        this.backlogs = backlogs;
        this.reader = reader;
        this.frames = frames;
        this.answers = answers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response discard(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @PathParam("ledger") String ledger,
            @RestForm String side,
            @RestForm String reason) {
        user.require(project, Permission.CHANGE_FLAG);
        long discarded =
                backlogs
                        .discard(user.actor(), environments.scope(project, environment), route, ledger, side, reason)
                        .stream()
                        .mapToLong(backlog -> backlog.entries() + backlog.lost())
                        .sum();
        RouteAddress address = new EnvironmentAddress(project, environment).route(route);
        return answers.done(
                reader.read(address, frames.permit(project)),
                ActionNotice.done(
                        "Discarded.",
                        Figures.count(discarded, "missing write", "missing writes") + " of " + route
                                + " will not be made up for from this ledger."));
    }
}
