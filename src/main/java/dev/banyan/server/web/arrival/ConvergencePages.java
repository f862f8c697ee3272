package dev.banyan.server.web.arrival;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.access.sdkkey.SdkKeyRefusals;
import dev.banyan.server.access.sdkkey.SdkKeyView;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.history.Commits;
import dev.banyan.server.environment.history.PastAction;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.history.ActionWords;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Moment;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** How one change has arrived: who has it, who has not, and what those still do. */
@Path("/projects/{project}/environments/{environment}/convergence")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class ConvergencePages {
    @CheckedTemplate(basePath = "web/arrival")
    static class Templates {
        private Templates() {}

        static native TemplateInstance convergence(ConvergencePage view);
    }

    private final CurrentUser user;
    private final Environments environments;
    private final Commits commits;
    private final ConvergenceReader reader;
    private final SdkKeyRefusals refusals;
    private final Frames frames;
    private final Clock clock;

    ConvergencePages(
            CurrentUser user,
            Environments environments,
            Commits commits,
            ConvergenceReader reader,
            SdkKeyRefusals refusals,
            Frames frames,
            Clock clock) {
        this.user = user;
        this.environments = environments;
        this.commits = commits;
        this.reader = reader;
        this.refusals = refusals;
        this.frames = frames;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @RestQuery Long revision) {
        user.require(project, Permission.VIEW);
        EnvironmentState state = environments.get(project, environment);
        long shown = Optional.ofNullable(revision).orElse(state.revision());
        Instant now = clock.instant();
        Optional<PastAction> change = commits.at(state.scope(), shown);
        return Templates.convergence(ConvergencePageBuilder.builder()
                .layout(frames.inEnvironment("Convergence", state))
                .address(new EnvironmentAddress(project, environment))
                .convergence(reader.read(state, shown, now))
                .change(change.map(it -> ActionWords.of(it.action(), it.subject()))
                        .orElse(null))
                .by(change.map(PastAction::by).orElse(null))
                .reason(change.map(PastAction::reason).orElse(null))
                .at(change.map(it -> new Moment(it.at(), now)).orElse(null))
                .newest(shown == state.revision())
                .refused(refusals.lately(state.scope().id()).stream()
                        .map(key -> refused(key, now))
                        .toList())
                .build());
    }

    private static ConvergencePage.RefusedKey refused(SdkKeyView key, Instant now) {
        return new ConvergencePage.RefusedKey(
                key.name(),
                key.hint(),
                Figures.count(key.refused(), "request", "requests"),
                key.lastRefusal(),
                new Moment(key.lastRefusedAt(), now));
    }
}
