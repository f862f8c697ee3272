package dev.banyan.server.web.traffic;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** What the routes of an environment did over a time that the reader chooses. */
@Path("/projects/{project}/environments/{environment}/traffic")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class EnvironmentTrafficPages {
    @CheckedTemplate(basePath = "web/traffic", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance environmentTraffic(EnvironmentTrafficView view);
    }

    private final CurrentUser user;
    private final Environments environments;
    private final EnvironmentTrafficReader reader;
    private final Frames frames;
    private final Clock clock;

    EnvironmentTrafficPages(
            CurrentUser user, Environments environments, EnvironmentTrafficReader reader, Frames frames, Clock clock) {
        this.user = user;
        this.environments = environments;
        this.reader = reader;
        this.frames = frames;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @RestQuery String span) {
        user.require(project, Permission.VIEW);
        EnvironmentState state = environments.get(project, environment);
        return Templates.environmentTraffic(reader.read(
                frames.inEnvironment("Traffic", state, Layout.Section.TRAFFIC),
                new EnvironmentAddress(project, environment),
                state.scope(),
                PastSpan.named(span),
                clock.instant()));
    }
}
