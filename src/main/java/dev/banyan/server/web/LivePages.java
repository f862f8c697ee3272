package dev.banyan.server.web;

import dev.banyan.server.access.CurrentUser;
import dev.banyan.server.access.Identities;
import dev.banyan.server.access.Permission;
import dev.banyan.server.access.RememberedUser;
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
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What changes while a page is open, as a stream of pieces of that page. */
@Path("/projects/{project}/environments/{environment}")
@RolesAllowed(Identities.USER)
@Blocking
class LivePages {
    private final CurrentUser user;
    private final Environments environments;
    private final OverviewReader overview;
    private final RouteReader routes;
    private final ReportReader reports;
    private final ConvergenceReader convergences;
    private final Frames frames;
    private final LiveTicker ticker;
    private final LiveStreams streams;
    private final ProblemPages problems;
    private final Clock clock;
    private final RememberedUser remembered;
    private final OutageReader outage;
    private final OutagePages outagePages;

    LivePages(
            CurrentUser user,
            Environments environments,
            OverviewReader overview,
            RouteReader routes,
            ReportReader reports,
            ConvergenceReader convergences,
            Frames frames,
            LiveTicker ticker,
            LiveStreams streams,
            ProblemPages problems,
            Clock clock,
            RememberedUser remembered,
            OutageReader outage,
            OutagePages outagePages) {
        this.user = user;
        this.environments = environments;
        this.overview = overview;
        this.routes = routes;
        this.reports = reports;
        this.convergences = convergences;
        this.frames = frames;
        this.ticker = ticker;
        this.streams = streams;
        this.problems = problems;
        this.clock = clock;
        this.remembered = remembered;
        this.outage = outage;
        this.outagePages = outagePages;
    }

    @GET
    @Path("/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> ofOverview(
            @PathParam("project") String project, @PathParam("environment") String environment, @Context Sse sse) {
        EnvironmentAddress address = new EnvironmentAddress(project, environment);
        if (!outage.over()) {
            return untilItIsOver(address, sse);
        }
        user.require(project, Permission.VIEW);
        Permit permit = frames.permit(project);
        return streams.of(address, sse, () -> {
            SummaryView summary = overview.read(address, permit);
            Map<String, String> pieces = new LinkedHashMap<>();
            pieces.put("outage", Parts.outage(outage.band()));
            pieces.put("summary", Parts.summary(summary));
            pieces.put("routes", Parts.rows(summary.rows()));
            pieces.put("drift", Parts.drift(reports.drift(environments.scope(project, environment))));
            return pieces;
        });
    }

    @GET
    @Path("/routes/{route}/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> ofRoute(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @Context Sse sse) {
        RouteAddress address = new EnvironmentAddress(project, environment).route(route);
        if (!outage.over()) {
            return untilItIsOver(address.environment(), sse);
        }
        user.require(project, Permission.VIEW);
        Permit permit = frames.permit(project);
        return streams.of(address.environment(), sse, () -> pieces(routes.read(address, permit)));
    }

    @GET
    @Path("/convergence/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public Multi<OutboundSseEvent> ofConvergence(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @RestQuery long revision,
            @Context Sse sse) {
        user.require(project, Permission.VIEW);
        EnvironmentState state = environments.get(project, environment);
        return streams.of(
                new EnvironmentAddress(project, environment),
                sse,
                () -> Map.of("convergence", Parts.arrival(convergences.read(state, revision, clock.instant()))));
    }

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        return problems.answer(problem);
    }

    private Map<String, String> pieces(RoutePicture picture) {
        Map<String, String> pieces = new LinkedHashMap<>();
        pieces.put("outage", Parts.outage(outage.band()));
        pieces.put("flag", Parts.flag(picture.shown()));
        pieces.put("rollout", Parts.rollout(RolloutForms.fresh(picture)));
        pieces.put("plan", Parts.plan(picture.plan()));
        pieces.put("settings", Parts.settings(SettingsForms.fresh(picture)));
        pieces.put("traffic", Parts.traffic(picture.traffic()));
        pieces.put("guard", Parts.guard(picture.guard()));
        pieces.put("instances", Parts.instances(picture));
        pieces.put("history", Parts.history(picture.history()));
        pieces.put("reports", Parts.reports(picture.reports()));
        return pieces;
    }

    /** What is known without the database. When it is back the stream ends, and the page opens one that shows everything. */
    private Multi<OutboundSseEvent> untilItIsOver(EnvironmentAddress address, Sse sse) {
        remembered.require(address.project(), Permission.VIEW);
        Permit permit = outagePages.permit(address.project());
        LiveDifference difference = new LiveDifference(sse, () -> {
            Map<String, String> pieces = new LinkedHashMap<>();
            pieces.put("outage", Parts.outage(outage.band()));
            outage.board(address, permit).ifPresent(board -> pieces.put("board", Parts.outageBoard(board)));
            return pieces;
        });
        return ticker.slowTicks()
                .select()
                .first(tick -> !outage.over())
                .onItem()
                .transformToMultiAndConcatenate(tick -> Multi.createFrom().iterable(difference.next()));
    }
}
