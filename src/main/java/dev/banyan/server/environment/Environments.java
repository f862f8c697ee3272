package dev.banyan.server.environment;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes and finds environments. */
@ApplicationScoped
public class Environments {
    private final EnvironmentRows rows;
    private final ChangeNotices notices;
    private final AuditTrail audit;
    private final Clock clock;
    private final Event<EnvironmentCreated> created;

    Environments(
            EnvironmentRows rows,
            ChangeNotices notices,
            AuditTrail audit,
            Clock clock,
            Event<EnvironmentCreated> created) {
        this.rows = rows;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
        this.created = created;
    }

    /** The environment, or a 404 that names it. */
    @Transactional
    public EnvironmentState get(String project, String key) {
        return rows.inProject(project, key)
                .map(EnvironmentEntity::state)
                .orElseThrow(() -> Problem.notFound("environment " + key));
    }

    @Transactional
    public Optional<EnvironmentState> byId(long id) {
        return rows.findByIdOptional(id).map(EnvironmentEntity::state);
    }

    public EnvironmentScope scope(String project, String key) {
        return get(project, key).scope();
    }

    @Transactional
    public List<EnvironmentState> ofProject(String project) {
        return rows.ofProject(project).stream().map(EnvironmentEntity::state).toList();
    }

    /** Higher slices hear of it within the same transaction and fill it. */
    @Transactional
    public EnvironmentState create(Actor actor, String project, String key, String name, boolean guarded) {
        if (rows.inProject(project, key).isPresent()) {
            throw Problem.conflict(
                    "key-taken", "The key " + key + " is or was in use.", "Choose another key: keys are never reused.");
        }
        EnvironmentEntity entity = new EnvironmentEntity();
        entity.project = project;
        entity.key = key;
        entity.name = name;
        entity.guarded = guarded;
        entity.epoch = UUID.randomUUID().toString();
        entity.createdAt = clock.instant();
        rows.persistAndFlush(entity);
        created.fire(new EnvironmentCreated(actor, entity.scope()));
        // Also when it has no route yet: a service may connect at once.
        notices.send(entity.scope(), entity.revision);
        audit.record(
                actor, project, key, AuditAction.ENVIRONMENT_CREATED, key, Map.of("name", name, "protected", guarded));
        return entity.state();
    }
}
