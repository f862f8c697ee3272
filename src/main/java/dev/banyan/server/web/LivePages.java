package dev.banyan.server.web;

import dev.banyan.server.access.CurrentUser;
import dev.banyan.server.access.Identities;
import dev.banyan.server.access.RememberedUser;
import dev.banyan.server.access.Viewer;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.live.LiveSubject;
import dev.banyan.server.web.live.LiveView;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
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
    public LiveView ofOverview(@PathParam("project") String project, @PathParam("environment") String environment) {
        EnvironmentAddress address = new EnvironmentAddress(project, environment);
        if (!outage.over()) {
            return untilItIsOver(address);
        }
        Viewer viewer = user.viewing(project);
        return streams.of(address, viewer, frames.permit(project), "the overview", permit -> pieces(address, permit));
    }

    @GET
    @Path("/routes/{route}/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public LiveView ofRoute(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route) {
        RouteAddress address = new EnvironmentAddress(project, environment).route(route);
        if (!outage.over()) {
            return untilItIsOver(address.environment());
        }
        Viewer viewer = user.viewing(project);
        return streams.of(
                address.environment(),
                viewer,
                frames.permit(project),
                "route " + route,
                permit -> pieces(routes.read(address, permit)));
    }

    @GET
    @Path("/convergence/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public LiveView ofConvergence(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @RestQuery long revision) {
        Viewer viewer = user.viewing(project);
        return streams.of(
                new EnvironmentAddress(project, environment),
                viewer,
                frames.permit(project),
                "the arrival of revision " + revision,
                permit -> arrival(project, environment, revision));
    }

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        return problems.answer(problem);
    }

    private Map<String, String> pieces(EnvironmentAddress address, Permit permit) {
        SummaryView summary = overview.read(address, permit);
        Map<String, String> pieces = new LinkedHashMap<>();
        pieces.put("outage", Parts.outage(outage.band()));
        pieces.put("summary", Parts.summary(summary));
        pieces.put("routes", Parts.rows(summary.rows()));
        pieces.put("drift", Parts.drift(reports.drift(environments.scope(address.project(), address.environment()))));
        return pieces;
    }

    private Map<String, String> arrival(String project, String environment, long revision) {
        EnvironmentState state = environments.get(project, environment);
        return Map.of("convergence", Parts.arrival(convergences.read(state, revision, clock.instant())));
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
    private LiveView untilItIsOver(EnvironmentAddress address) {
        Viewer viewer = remembered.viewing(address.project());
        Permit mine = outagePages.permit(address.project());
        LiveSubject subject = LiveStreams.subject(address, mine, "the outage", permit -> {
            Map<String, String> pieces = new LinkedHashMap<>();
            pieces.put("outage", Parts.outage(outage.band()));
            outage.board(address, permit).ifPresent(board -> pieces.put("board", Parts.outageBoard(board)));
            return pieces;
        });
        return new LiveView(viewer, mine.csrf(), address, List.of(subject.seldom()), outage::over);
    }
}
