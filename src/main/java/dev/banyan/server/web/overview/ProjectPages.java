package dev.banyan.server.web.overview;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.catalog.ProjectView;
import dev.banyan.server.catalog.Projects;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.kit.EnvironmentAddress;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The first page: the projects of whoever signed in, or of the only one at once the environment with the most traffic. */
@Path("/")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class ProjectPages {
    @CheckedTemplate(basePath = "web/overview")
    static class Templates {
        private Templates() {}

        static native TemplateInstance projects(ProjectsView view);
    }

    /** Where nothing happens yet, the protected environment is the one that matters. */
    private static final Comparator<ProjectsView.EnvironmentLine> BUSIEST = Comparator.comparingLong(
                    (ProjectsView.EnvironmentLine line) -> line.split().served())
            .thenComparing(ProjectsView.EnvironmentLine::isProtected);

    private final CurrentUser user;
    private final Projects projects;
    private final Environments environments;
    private final Routes routes;
    private final OverviewReader reader;
    private final Frames frames;

    ProjectPages(
            CurrentUser user,
            Projects projects,
            Environments environments,
            Routes routes,
            OverviewReader reader,
            Frames frames) {
        this.user = user;
        this.projects = projects;
        this.environments = environments;
        this.routes = routes;
        this.reader = reader;
        this.frames = frames;
    }

    @GET
    @Operation(hidden = true)
    public Response show() {
        List<ProjectView> mine = mine();
        if (mine.size() == 1) {
            Optional<ProjectsView.EnvironmentLine> busiest = environments
                    .ofProject(mine.get(0).key())
                    .stream()
                    .map(this::line)
                    .max(BUSIEST);
            if (busiest.isPresent()) {
                return Response.seeOther(URI.create(busiest.get().address().page()))
                        .build();
            }
        }
        ProjectsView view = new ProjectsView(
                frames.outside("Projects"), mine.stream().map(this::card).toList());
        return Response.ok(Templates.projects(view).render()).build();
    }

    private List<ProjectView> mine() {
        Set<String> keys = Set.copyOf(user.projects());
        return projects.all().stream()
                .filter(project -> user.administrator() || keys.contains(project.key()))
                .toList();
    }

    private ProjectsView.ProjectCard card(ProjectView project) {
        return new ProjectsView.ProjectCard(
                project.key(),
                project.name(),
                null,
                routes.all(project.key(), null).size(),
                environments.ofProject(project.key()).stream().map(this::line).toList());
    }

    private ProjectsView.EnvironmentLine line(EnvironmentState environment) {
        EnvironmentAddress address = address(environment);
        SummaryView summary = reader.read(address, frames.permit(address.project()));
        return new ProjectsView.EnvironmentLine(address, environment.name(), environment.guarded(), summary.split());
    }

    private static EnvironmentAddress address(EnvironmentState environment) {
        EnvironmentScope scope = environment.scope();
        return new EnvironmentAddress(scope.project(), scope.key());
    }
}
