package dev.banyan.server.web.guard;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.guard.DecisionView;
import dev.banyan.server.guard.Decisions;
import dev.banyan.server.guard.Guards;
import dev.banyan.server.web.arrival.ConvergenceReader;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.frame.PageAnswers;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.RouteAddress;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Why the guard did something, on one page. */
@Path("/projects/{project}/environments/{environment}/routes/{route}/decisions/{id}")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class DecisionPages {
    @CheckedTemplate(basePath = "web/guard")
    static class Templates {
        private Templates() {}

        static native TemplateInstance decision(DecisionPage view);
    }

    private final CurrentUser user;
    private final Environments environments;
    private final Decisions decisions;
    private final Guards guards;
    private final ConvergenceReader convergences;
    private final Frames frames;
    private final Clock clock;

    DecisionPages(
            CurrentUser user,
            Environments environments,
            Decisions decisions,
            Guards guards,
            ConvergenceReader convergences,
            Frames frames,
            Clock clock) {
        this.user = user;
        this.environments = environments;
        this.decisions = decisions;
        this.guards = guards;
        this.convergences = convergences;
        this.frames = frames;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @PathParam("id") long id) {
        user.require(project, Permission.VIEW);
        EnvironmentState state = environments.get(project, environment);
        DecisionView decision = decisions.get(state.scope(), route, id);
        Instant now = clock.instant();
        return Templates.decision(DecisionPageBuilder.builder()
                .layout(frames.inEnvironment(DecisionWords.title(decision), state))
                .address(new EnvironmentAddress(project, environment).route(route))
                .decision(decision)
                .convergence(rolledBack(decision) ? convergences.read(state, decision.revision(), now) : null)
                .permit(frames.permit(project))
                .at(new Moment(decision.at(), now))
                .build());
    }

    @POST
    @Path("/judge-anew")
    @Operation(hidden = true)
    public Response judgeAnew(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route) {
        user.require(project, Permission.CHANGE_FLAG);
        guards.beginAnew(environments.scope(project, environment), route, user.actor());
        RouteAddress address = new EnvironmentAddress(project, environment).route(route);
        return PageAnswers.to(address.page());
    }

    private static boolean rolledBack(DecisionView decision) {
        return "rolled-back".equals(decision.outcome());
    }
}
