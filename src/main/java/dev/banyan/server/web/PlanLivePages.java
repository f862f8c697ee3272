package dev.banyan.server.web;

import dev.banyan.server.access.CurrentUser;
import dev.banyan.server.access.Identities;
import dev.banyan.server.access.Permission;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What changes while the page of a plan, or the list of plans, is open. */
@Path("/projects/{project}/environments/{environment}")
@RolesAllowed(Identities.USER)
@Produces(MediaType.SERVER_SENT_EVENTS)
@Blocking
class PlanLivePages {
    /** What a page of many routes or plans shows takes many looks at the database, and the driver has its turn only so often. */
    private static final Duration MANY = Duration.ofSeconds(1);

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
    private final ProblemPages problems;
    private final Clock clock;

    PlanLivePages(
            CurrentUser user,
            Environments environments,
            PlanBoards boards,
            PlansReader plans,
            Frames frames,
            LiveStreams streams,
            ProblemPages problems,
            Clock clock) {
        this.user = user;
        this.environments = environments;
        this.boards = boards;
        this.plans = plans;
        this.frames = frames;
        this.streams = streams;
        this.problems = problems;
        this.clock = clock;
    }

    @GET
    @Path("/routes/{route}/plan/live")
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> ofRoute(@PathParam("route") String route, @Context Sse sse) {
        return plan(address().route(route).plan(), LiveTicker.EVERY, sse);
    }

    @GET
    @Path("/plans/{id:\\d+}/live")
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> ofPlan(@PathParam("id") long id, @Context Sse sse) {
        return plan(address().plan(id), MANY, sse);
    }

    @GET
    @Path("/plans/live")
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> ofAll(@RestQuery String which, @RestQuery String after, @Context Sse sse) {
        user.require(project, Permission.VIEW);
        Permit permit = frames.permit(project);
        EnvironmentState state = environments.get(project, environment);
        PlansReader.Wanted wanted = PlansReader.Wanted.of(which, after);
        return streams.of(
                address(), MANY, sse, () -> Map.of("plans", Parts.planList(plans.read(state, permit, wanted))));
    }

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        return problems.answer(problem);
    }

    private Multi<OutboundSseEvent> plan(PlanAddress address, Duration every, Sse sse) {
        user.require(project, Permission.VIEW);
        Permit permit = frames.permit(project);
        String viewer = user.userName();
        EnvironmentState state = environments.get(project, environment);
        return streams.of(
                address.environment(),
                every,
                sse,
                () -> Map.of("plan", Parts.plan(boards.read(state, address, permit, viewer, clock.instant()))));
    }

    private EnvironmentAddress address() {
        return new EnvironmentAddress(project, environment);
    }
}
