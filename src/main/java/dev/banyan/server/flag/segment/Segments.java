package dev.banyan.server.flag.segment;

import dev.banyan.server.environment.Committed;
import dev.banyan.server.environment.EnvironmentChanges;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.Piece;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.environment.Section;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.problem.Problem;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Named groups of contexts that conditions refer to. */
@ApplicationScoped
public class Segments {
    @ApplicationScoped
    static class Rows implements PanacheRepository<SegmentEntity> {
        Optional<SegmentEntity> everHeld(EnvironmentScope scope, String key) {
            return find("environmentId = ?1 and key = ?2", scope.id(), key).firstResultOptional();
        }

        SegmentEntity get(EnvironmentScope scope, String key) {
            return everHeld(scope, key)
                    .filter(segment -> !segment.deleted)
                    .orElseThrow(() -> Problem.notFound("segment " + key));
        }

        List<SegmentEntity> ofEnvironment(EnvironmentScope scope) {
            return list("environmentId = ?1 and not deleted order by key", scope.id());
        }
    }

    private final Rows rows;
    private final EnvironmentChanges changes;

    Segments(Rows rows, EnvironmentChanges changes) {
        this.rows = rows;
        this.changes = changes;
    }

    @Transactional
    public SegmentView get(EnvironmentScope scope, String key) {
        return rows.get(scope, key).view();
    }

    @Transactional
    public List<SegmentView> ofEnvironment(EnvironmentScope scope) {
        return rows.ofEnvironment(scope).stream().map(SegmentEntity::view).toList();
    }

    @Transactional
    public SegmentView create(EnvironmentScope scope, String key, SegmentRequest request, Intent intent) {
        changes.apply(scope, intent, locked -> {
            if (rows.everHeld(scope, key).isPresent()) {
                throw Problem.conflict(
                        "key-taken",
                        "The key " + key + " is or was in use.",
                        "Choose another key: keys are never reused.");
            }
            Flags.requireReason(locked, intent);
            SegmentEntity entity = new SegmentEntity();
            entity.environmentId = scope.id();
            entity.key = key;
            entity.version = locked.nextRevision();
            entity.body = RulesetJson.write(spec(key, request));
            rows.persist(entity);
            return List.of(new Piece(Section.SEGMENT, key, null, entity.body, entity.body));
        });
        return get(scope, key);
    }

    @Transactional
    public SegmentView change(EnvironmentScope scope, String key, long version, SegmentRequest request, Intent intent) {
        changes.apply(scope, intent, locked -> {
            SegmentEntity entity = current(scope, key, version);
            Flags.requireReason(locked, intent);
            String before = entity.body;
            entity.body = RulesetJson.write(spec(key, request));
            entity.version = locked.nextRevision();
            return List.of(new Piece(Section.SEGMENT, key, before, entity.body, entity.body));
        });
        return get(scope, key);
    }

    /** Refused by the ruleset's own validation while a condition still refers to the segment. */
    @Transactional
    public Committed delete(EnvironmentScope scope, String key, long version, Intent intent) {
        return changes.apply(scope, intent, locked -> {
            SegmentEntity entity = current(scope, key, version);
            Flags.requireReason(locked, intent);
            entity.deleted = true;
            return List.of(new Piece(Section.SEGMENT, key, entity.body, null, null));
        });
    }

    private SegmentEntity current(EnvironmentScope scope, String key, long version) {
        SegmentEntity entity = rows.get(scope, key);
        rows.getEntityManager().refresh(entity);
        if (entity.version != version) {
            throw Problem.preconditionFailed(entity.view());
        }
        return entity;
    }

    private static SegmentSpec spec(String key, SegmentRequest request) {
        return new SegmentSpec(
                key,
                Optional.ofNullable(request.attribute()).orElse("targetingKey"),
                Optional.ofNullable(request.included()).orElse(List.of()),
                Optional.ofNullable(request.conditions()).orElse(List.of()));
    }
}
