package dev.banyan.server.web.overview;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Viewer;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.web.frame.FrameParts;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.frame.LiveStreams;
import dev.banyan.server.web.frame.OutageLive;
import dev.banyan.server.web.frame.OutageReader;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.live.LiveView;
import dev.banyan.server.web.report.ReportParts;
import dev.banyan.server.web.report.ReportReader;
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

/** What changes while the overview is open, as a stream of its pieces. */
@Path("/projects/{project}/environments/{environment}")
@RolesAllowed(Identities.USER)
@Blocking
class OverviewLivePages {
    private final CurrentUser user;
    private final Environments environments;
    private final OverviewReader overview;
    private final ReportReader reports;
    private final Frames frames;
    private final LiveStreams streams;
    private final OutageReader outage;
    private final OutageLive instead;

    OverviewLivePages(
            CurrentUser user,
            Environments environments,
            OverviewReader overview,
            ReportReader reports,
            Frames frames,
            LiveStreams streams,
            OutageReader outage,
            OutageLive instead) {
        this.user = user;
        this.environments = environments;
        this.overview = overview;
        this.reports = reports;
        this.frames = frames;
        this.streams = streams;
        this.outage = outage;
        this.instead = instead;
    }

    @GET
    @Path("/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(hidden = true)
    public LiveView ofOverview(@PathParam("project") String project, @PathParam("environment") String environment) {
        EnvironmentAddress address = new EnvironmentAddress(project, environment);
        if (!outage.over()) {
            return instead.untilItIsOver(address);
        }
        Viewer viewer = user.viewing(project);
        return streams.of(address, viewer, frames.permit(project), "the overview", permit -> pieces(address, permit));
    }

    private Map<String, String> pieces(EnvironmentAddress address, Permit permit) {
        SummaryView summary = overview.read(address, permit);
        Map<String, String> pieces = new LinkedHashMap<>();
        pieces.put("outage", FrameParts.outage(outage.band()));
        pieces.put("summary", OverviewParts.summary(summary));
        pieces.put("routes", OverviewParts.rows(summary.rows()));
        pieces.put(
                "drift",
                ReportParts.drift(reports.drift(environments.scope(address.project(), address.environment()))));
        return pieces;
    }
}
