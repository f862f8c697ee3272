package dev.banyan.server.web;

import dev.banyan.server.access.CurrentUser;
import dev.banyan.server.access.Identities;
import dev.banyan.server.access.Permission;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.retirement.ProgressReader;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How much of an environment is still on legacy, and when it will be nothing. */
@Path("/projects/{project}/environments/{environment}/progress")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class ProgressPages {
    @CheckedTemplate(basePath = "web")
    static class Templates {
        private Templates() {}

        static native TemplateInstance progress(ProgressView view);
    }

    private final CurrentUser user;
    private final Environments environments;
    private final ProgressReader progress;
    private final Frames frames;
    private final ProblemPages problems;

    ProgressPages(
            CurrentUser user,
            Environments environments,
            ProgressReader progress,
            Frames frames,
            ProblemPages problems) {
        this.user = user;
        this.environments = environments;
        this.progress = progress;
        this.frames = frames;
        this.problems = problems;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @RestQuery @DefaultValue("90") int days) {
        user.require(project, Permission.VIEW);
        EnvironmentState state = environments.get(project, environment);
        return Templates.progress(ProgressWords.view(
                frames.inEnvironment("Progress", state, Layout.Section.PROGRESS),
                new EnvironmentAddress(project, environment),
                progress.of(state.scope(), days),
                days));
    }

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        return problems.answer(problem);
    }
}
