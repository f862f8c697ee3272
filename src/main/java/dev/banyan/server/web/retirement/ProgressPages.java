package dev.banyan.server.web.retirement;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.retirement.ProgressReader;
import dev.banyan.server.retirement.ProjectProgress;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.kit.Layout;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** How much of a project is still on legacy, and when it will be nothing. */
@Path("/projects/{project}/progress")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class ProgressPages {
    @CheckedTemplate(basePath = "web/retirement")
    static class Templates {
        private Templates() {}

        static native TemplateInstance progress(ProgressView view);
    }

    private final CurrentUser user;
    private final ProgressReader progress;
    private final Frames frames;

    ProgressPages(CurrentUser user, ProgressReader progress, Frames frames) {
        this.user = user;
        this.progress = progress;
        this.frames = frames;
    }

    /** @param environment the one that counts when none is named */
    @GET
    @Operation(hidden = true)
    public TemplateInstance show(
            @PathParam("project") String project,
            @RestQuery String environment,
            @RestQuery @DefaultValue("90") int days) {
        user.require(project, Permission.VIEW);
        ProjectProgress all = progress.ofProject(project, days);
        Layout layout = frames.ofProject("Progress", project, Layout.Section.PROGRESS);
        return Templates.progress(ProgressWords.view(layout, project, all, chosen(all, environment), days));
    }

    private static ProjectProgress.Environment chosen(ProjectProgress all, String key) {
        String wanted = key == null ? all.counts() : key;
        return all.environments().stream()
                .filter(each -> each.key().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Problem.notFound(key == null ? "environment" : "environment " + key));
    }
}
