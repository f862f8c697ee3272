package dev.banyan.server.catalog;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import io.quarkus.security.Authenticated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/v1/projects")
@Authenticated
@Tag(name = "Catalog")
class ProjectResource {
    private final CurrentUser user;
    private final Projects projects;
    private final Environments environments;

    ProjectResource(CurrentUser user, Projects projects, Environments environments) {
        this.user = user;
        this.projects = projects;
        this.environments = environments;
    }

    @GET
    @Operation(summary = "The projects that you have a role in")
    public List<ProjectView> list() {
        Set<String> mine = Set.copyOf(user.projects());
        return projects.all().stream()
                .filter(project -> user.administrator() || mine.contains(project.key()))
                .toList();
    }

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Make a project (administrators)")
    public ProjectView create(@NotNull @Valid NamedRequest request) {
        user.requireAdministrator();
        return projects.create(user.actor(), request);
    }

    @GET
    @Path("/{project}")
    public ProjectView get(@PathParam("project") String project) {
        user.require(project, Permission.VIEW);
        return projects.get(project);
    }

    @GET
    @Path("/{project}/teams")
    public Page<TeamView> teams(
            @PathParam("project") String project,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        user.require(project, Permission.VIEW);
        return projects.teams(project, PageRequest.of(limit, after));
    }

    @POST
    @Path("/{project}/teams")
    @ResponseStatus(201)
    public TeamView addTeam(@PathParam("project") String project, @NotNull @Valid NamedRequest request) {
        user.require(project, Permission.EDIT_CATALOG);
        return projects.addTeam(user.actor(), project, request);
    }

    @GET
    @Path("/{project}/environments")
    public List<EnvironmentView> environments(@PathParam("project") String project) {
        user.require(project, Permission.VIEW);
        return environments.ofProject(project).stream().map(EnvironmentView::of).toList();
    }

    @GET
    @Path("/{project}/environments/{environment}")
    public EnvironmentView environment(
            @PathParam("project") String project, @PathParam("environment") String environment) {
        user.require(project, Permission.VIEW);
        return EnvironmentView.of(environments.get(project, environment));
    }

    @POST
    @Path("/{project}/environments")
    @ResponseStatus(201)
    public EnvironmentView addEnvironment(
            @PathParam("project") String project, @NotNull @Valid EnvironmentRequest request) {
        user.require(project, Permission.ADMINISTER);
        projects.get(project);
        return EnvironmentView.of(environments.create(
                user.actor(), project, request.key(), request.name().strip(), request.guarded()));
    }
}
