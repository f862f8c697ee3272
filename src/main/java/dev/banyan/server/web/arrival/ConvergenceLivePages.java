package dev.banyan.server.web.arrival;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Viewer;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.frame.LiveStreams;
import dev.banyan.server.web.kit.EnvironmentAddress;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** What changes while the page of an arrival is open, as a stream of its pieces. */
@Path("/projects/{project}/environments/{environment}")
@RolesAllowed(Identities.USER)
@Blocking
class ConvergenceLivePages {
    private final CurrentUser user;
    private final Environments environments;
    private final ConvergenceReader convergences;
    private final Frames frames;
    private final LiveStreams streams;
    private final Clock clock;

    ConvergenceLivePages(
            CurrentUser user,
            Environments environments,
            ConvergenceReader convergences,
            Frames frames,
            LiveStreams streams,
            Clock clock) {
        this.user = user;
        this.environments = environments;
        this.convergences = convergences;
        this.frames = frames;
        this.streams = streams;
        this.clock = clock;
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

    private Map<String, String> arrival(String project, String environment, long revision) {
        EnvironmentState state = environments.get(project, environment);
        return Map.of("convergence", ArrivalParts.arrival(convergences.read(state, revision, clock.instant())));
    }
}
