package dev.banyan.server.environment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What was taken while the database was away and has been committed since; rulesets name the newest of them. */
@ApplicationScoped
class SettledEmergencies {
    private final EntityManager database;

    SettledEmergencies(EntityManager database) {
        this.database = database;
    }

    Optional<Long> revisionOf(EnvironmentScope scope, UUID id) {
        return Optional.ofNullable(database.find(EmergencyEntity.class, new EmergencyEntity.Id(scope.id(), id)))
                .map(settled -> settled.settledRevision);
    }

    void add(EnvironmentScope scope, TakenRollback taken, long revision, Instant at) {
        EmergencyEntity row = new EmergencyEntity();
        row.id = new EmergencyEntity.Id(scope.id(), taken.id());
        row.mode = taken.mode().key();
        row.routes = taken.routes() == null ? null : RulesetJson.write(taken.routes());
        row.actor = taken.actor();
        row.reason = taken.reason();
        row.takenAt = taken.takenAt();
        row.settledRevision = revision;
        row.settledAt = at;
        database.persist(row);
    }
}
