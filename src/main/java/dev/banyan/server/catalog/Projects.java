package dev.banyan.server.catalog;

import dev.banyan.server.access.people.KnownProjects;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The systems under migration, and the teams that own their parts. */
@ApplicationScoped
public class Projects implements KnownProjects {
    private final ProjectRows projects;
    private final TeamRows teams;
    private final AuditTrail audit;
    private final Clock clock;

    Projects(ProjectRows projects, TeamRows teams, AuditTrail audit, Clock clock) {
        this.projects = projects;
        this.teams = teams;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public ProjectView get(String key) {
        return projects.findByIdOptional(key)
                .filter(project -> project.deletedAt == null)
                .map(ProjectView::of)
                .orElseThrow(() -> Problem.notFound("project " + key));
    }

    @Override
    @Transactional
    public boolean isThere(String project) {
        return projects.count("key = ?1 and deletedAt is null", project) > 0;
    }

    /** In the order of their keys. */
    @Transactional
    public List<ProjectView> all() {
        return projects.list("deletedAt is null order by key").stream()
                .map(ProjectView::of)
                .toList();
    }

    @Transactional
    public ProjectView create(Actor actor, NamedRequest request) {
        if (projects.findByIdOptional(request.key()).isPresent()) {
            throw Problem.conflict(
                    "key-taken",
                    "The key " + request.key() + " is or was in use.",
                    "Choose another key: keys are never reused.");
        }
        ProjectEntity project = new ProjectEntity();
        project.key = request.key();
        project.name = request.name().strip();
        project.createdAt = clock.instant();
        projects.persistAndFlush(project);
        audit.record(actor, project.key, null, AuditAction.PROJECT_CREATED, project.key, Map.of("name", project.name));
        return ProjectView.of(project);
    }

    @Transactional
    public Page<TeamView> teams(String project, PageRequest page) {
        return teams.page(project, page).map(TeamView::of);
    }

    @Transactional
    public TeamView addTeam(Actor actor, String project, NamedRequest request) {
        TeamEntity team = new TeamEntity();
        team.name = request.name().strip();
        teams.add(team, project, request.key(), clock.instant());
        audit.record(actor, project, null, AuditAction.TEAM_CREATED, request.key(), Map.of("name", team.name));
        return TeamView.of(team);
    }

    /** An unknown team is the sender's mistake, so it is told as one of the field that names it. */
    void requireTeam(String project, String team) {
        if (team != null && teams.inProject(project, team).isEmpty()) {
            throw Problem.badField(
                    "ownerTeam", "There is no team " + team + " in this project.", "Make the team first.");
        }
    }
}
