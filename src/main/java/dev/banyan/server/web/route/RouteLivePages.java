package dev.banyan.server.web.route;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Viewer;
import dev.banyan.server.web.arrival.ArrivalParts;
import dev.banyan.server.web.flag.FlagParts;
import dev.banyan.server.web.frame.FrameParts;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.frame.LiveStreams;
import dev.banyan.server.web.frame.OutageLive;
import dev.banyan.server.web.frame.OutageReader;
import dev.banyan.server.web.guard.GuardParts;
import dev.banyan.server.web.history.HistoryParts;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.RouteAddress;
import dev.banyan.server.web.live.LiveView;
import dev.banyan.server.web.plan.PlanParts;
import dev.banyan.server.web.report.ReportParts;
import dev.banyan.server.web.traffic.TrafficParts;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What changes while the page of a route is open, as a stream of its pieces. */
@Path("/projects/{project}/environments/{environment}")
@RolesAllowed(Identities.USER)
@Blocking
class RouteLivePages {
    private final CurrentUser user;
    private final RouteReader routes;
    private final Frames frames;
    private final LiveStreams streams;
    private final OutageReader outage;
    private final OutageLive instead;

    RouteLivePages(
            CurrentUser user,
            RouteReader routes,
            Frames frames,
            LiveStreams streams,
            OutageReader outage,
            OutageLive instead) {
        this.user = user;
        this.routes = routes;
        this.frames = frames;
        this.streams = streams;
        this.outage = outage;
        this.instead = instead;
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
            return instead.untilItIsOver(address.environment());
        }
        Viewer viewer = user.viewing(project);
        return streams.of(
                address.environment(),
                viewer,
                frames.permit(project),
                "route " + route,
                permit -> pieces(routes.read(address, permit)));
    }

    private Map<String, String> pieces(RoutePicture picture) {
        Map<String, String> pieces = new LinkedHashMap<>();
        pieces.put("outage", FrameParts.outage(outage.band()));
        pieces.put("flag", FlagParts.flag(picture.shown()));
        pieces.put("rollout", RouteParts.rollout(RolloutForms.fresh(picture)));
        pieces.put("plan", PlanParts.plan(picture.plan()));
        pieces.put("settings", RouteParts.settings(SettingsForms.fresh(picture)));
        pieces.put("traffic", TrafficParts.traffic(picture.traffic()));
        pieces.put("guard", GuardParts.guard(picture.guard()));
        pieces.put("instances", ArrivalParts.instances(picture.instances(), picture.drill()));
        pieces.put("history", HistoryParts.history(picture.history()));
        pieces.put("reports", ReportParts.reports(picture.reports()));
        return pieces;
    }
}
