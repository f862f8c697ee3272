package dev.banyan.server.web.plan;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Viewer;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.frame.LiveStreams;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.PlanAddress;
import dev.banyan.server.web.live.LiveView;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** What changes while the page of a plan, or the list of plans, is open. */
@Path("/projects/{project}/environments/{environment}")
@RolesAllowed(Identities.USER)
@Produces(MediaType.SERVER_SENT_EVENTS)
@Blocking
class PlanLivePages {
    @PathParam("project")
    String project;

    @PathParam("environment")
    String environment;

    private final CurrentUser user;
    private final Environments environments;
    private final PlanBoards boards;
    private final PlansReader plans;
    private final Frames frames;
    private final LiveStreams streams;
    private final Clock clock;

    PlanLivePages(
            CurrentUser user,
            Environments environments,
            PlanBoards boards,
            PlansReader plans,
            Frames frames,
            LiveStreams streams,
            Clock clock) {
        this.user = user;
        this.environments = environments;
        this.boards = boards;
        this.plans = plans;
        this.frames = frames;
        this.streams = streams;
        this.clock = clock;
    }

    @GET
    @Path("/routes/{route}/plan/live")
    @Operation(hidden = true)
    public LiveView ofRoute(@PathParam("route") String route) {
        Viewer viewer = user.viewing(project);
        PlanAddress plan = address().route(route).plan();
        return streams.of(
                address(), viewer, frames.permit(project), "the plan of " + route + mine(viewer), board(plan, viewer));
    }

    @GET
    @Path("/plans/{id:\\d+}/live")
    @Operation(hidden = true)
    public LiveView ofPlan(@PathParam("id") long id) {
        Viewer viewer = user.viewing(project);
        PlanAddress plan = address().plan(id);
        return streams.ofMany(
                address(), viewer, frames.permit(project), "plan " + id + mine(viewer), board(plan, viewer));
    }

    @GET
    @Path("/plans/live")
    @Operation(hidden = true)
    public LiveView ofAll(@RestQuery String which, @RestQuery String after) {
        Viewer viewer = user.viewing(project);
        PlansReader.Wanted wanted = PlansReader.Wanted.of(which, after);
        return streams.ofMany(
                address(),
                viewer,
                frames.permit(project),
                "plans " + wanted,
                permit -> Map.of("plans", PlanParts.planList(plans.read(state(), permit, wanted))));
    }

    /** Who has asked for a step may not approve it: what is offered depends on who looks. */
    private static String mine(Viewer viewer) {
        return " for " + viewer.username();
    }

    private Function<Permit, Map<String, String>> board(PlanAddress plan, Viewer viewer) {
        return permit ->
                Map.of("plan", PlanParts.plan(boards.read(state(), plan, permit, viewer.username(), clock.instant())));
    }

    private EnvironmentState state() {
        return environments.get(project, environment);
    }

    private EnvironmentAddress address() {
        return new EnvironmentAddress(project, environment);
    }
}
