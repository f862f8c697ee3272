package dev.banyan.server.catalog;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;

/** Why we move, what was decided, and whose it is. */
@ApplicationScoped
public class Migrations {
    private final MigrationRows rows;
    private final Projects projects;
    private final AuditTrail audit;
    private final Clock clock;

    Migrations(MigrationRows rows, Projects projects, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.projects = projects;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public MigrationView get(String project, String key) {
        return MigrationView.of(rows.get(project, key, "migration"));
    }

    @Transactional
    public Page<MigrationView> page(String project, PageRequest page) {
        return rows.page(project, page).map(MigrationView::of);
    }

    @Transactional
    public MigrationView create(Actor actor, String project, MigrationRequest request) {
        projects.requireTeam(project, request.ownerTeam());
        MigrationEntity entity = new MigrationEntity();
        fill(entity, request);
        rows.add(entity, project, request.key(), clock.instant());
        audit.record(
                actor,
                project,
                null,
                AuditAction.MIGRATION_CREATED,
                request.key(),
                Map.of("decision", request.decision()));
        return MigrationView.of(entity);
    }

    /** Replaces all but the key. */
    @Transactional
    public MigrationView edit(Actor actor, String project, String key, long version, MigrationRequest request) {
        MigrationEntity entity = rows.get(project, key, "migration");
        if (entity.version != version) {
            throw Problem.preconditionFailed(MigrationView.of(entity));
        }
        projects.requireTeam(project, request.ownerTeam());
        fill(entity, request);
        rows.flush();
        audit.record(actor, project, null, AuditAction.MIGRATION_EDITED, key, Map.of("decision", request.decision()));
        return MigrationView.of(entity);
    }

    void require(String project, String migration) {
        if (migration != null && rows.inProject(project, migration).isEmpty()) {
            throw Problem.badField(
                    "migration",
                    "There is no migration " + migration + " in this project.",
                    "Make the migration first.");
        }
    }

    private static void fill(MigrationEntity entity, MigrationRequest request) {
        entity.name = request.name().strip();
        entity.motivation = request.motivation().strip();
        entity.decision = request.decision();
        entity.ownerTeam = request.ownerTeam();
        entity.targetDate = request.targetDate();
    }
}
